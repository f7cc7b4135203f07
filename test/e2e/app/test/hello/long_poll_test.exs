defmodule Hello.LongPollTest do
  use ExUnit.Case

  alias Hello.LongPoll
  alias Hello.LongPoll.Session

  setup do
    for child <- LongPoll.children(), do: start_supervised!(child)
    %{token: get(%{}).token}
  end

  test "a session is opened with 410 and a token" do
    assert %{status: 410, token: token} = get(%{})
    assert is_binary(token)
  end

  test "messages come back in their order", %{token: token} do
    for message <- ["a", "b"], do: assert(%{status: 200} = post(token, message))
    assert %{status: 200, messages: ["a", "b"], token: ^token} = get(%{"token" => token})
  end

  test "a poll waits for a message", %{token: token} do
    poll = Task.async(fn -> get(%{"token" => token}) end)
    Process.sleep(50)
    post(token, "late")
    assert %{status: 200, messages: ["late"]} = Task.await(poll)
  end

  test "without a message a poll ends with its window" do
    {:ok, pid} = Session.start_link(nil)
    assert Session.poll(pid, 20) == []
    assert :ok = Session.push(pid, "later")
    assert Session.poll(pid, 20) == ["later"]
  end

  test "a token of another node, of a session that ended, or a forged one is gone", %{token: token} do
    LongPoll.children()
    assert %{status: 410} = post(token, "a")
    assert %{status: 410} = post("forged", "a")
    ended = get(%{}).token
    for {_, pid, _, _} <- DynamicSupervisor.which_children(LongPoll.Sessions), do: GenServer.stop(pid)
    assert %{status: 410} = post(ended, "a")
    assert %{status: 410} = get(%{"token" => ended})
  end

  defp get(params), do: LongPoll.call(%{method: "GET", body: ""}, params)
  defp post(token, body), do: LongPoll.call(%{method: "POST", body: body}, %{"token" => token})
end
