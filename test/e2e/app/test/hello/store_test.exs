defmodule Hello.StoreTest do
  use ExUnit.Case

  alias Hello.Store

  setup do
    dir = Path.join(System.tmp_dir!(), "hello-store-#{System.unique_integer([:positive])}")
    for {name, value} <- %{"HELLO_STORE" => "mnesia", "HELLO_STORE_DIR" => dir}, do: System.put_env(name, value)

    on_exit(fn ->
      for name <- ["HELLO_STORE", "HELLO_STORE_DIR"], do: System.delete_env(name)
      File.rm_rf!(dir)
    end)
  end

  test "what was written is there after a restart" do
    start_supervised!(Store)
    await_ready()
    assert Store.put("a", "1") == :ok
    :ok = stop_supervised!(Store)
    :stopped = :mnesia.stop()
    start_supervised!(Store)
    await_ready()
    assert %{values: %{"a" => "1"}, nodes: [:nonode@nohost]} = Store.content()
    :stopped = :mnesia.stop()
  end

  test "a node that is to have no table is ready" do
    System.delete_env("HELLO_STORE")
    assert Store.start_link(nil) == :ignore
    assert Store.ready?()
  end

  defp await_ready(tries \\ 50) do
    unless Store.ready?() do
      assert tries > 0
      Process.sleep(100)
      await_ready(tries - 1)
    end
  end
end
