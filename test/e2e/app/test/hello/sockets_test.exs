defmodule Hello.SocketsTest do
  use ExUnit.Case

  alias Hello.{Http, Sockets, WebSocket}

  setup do
    {:ok, socket} = :gen_tcp.listen(0, [])
    {:ok, port} = :inet.port(socket)
    :gen_tcp.close(socket)
    %{port: port}
  end

  test "a node that does not serve counts no sockets, one that serves its own" do
    assert Sockets.count() == nil
  end

  test "as many sockets as are shed are closed with 1012, and the others stay", %{port: port} do
    start_supervised!({Hello.Server, port: port, drain?: true})
    clients = for _ <- 1..4, do: open(port)
    assert Sockets.count() == 4
    Sockets.shed(3)
    codes = for client <- clients, do: code(client)
    assert Enum.sort(codes) == [1012, 1012, 1012, :open]
    for {client, 1012} <- Enum.zip(clients, codes), do: :gen_tcp.close(client)
    Process.sleep(100)
    assert Sockets.count() == 1
  end

  test "one node alone has no more than the mean", %{port: port} do
    start_supervised!({Hello.Server, port: port, drain?: true})
    client = open(port)
    assert Sockets.level() == :ok
    assert code(client) == :open
  end

  test "a socket is closed when it is old enough", %{port: port} do
    System.put_env("HELLO_SOCKET_AGE_MS", "200")
    on_exit(fn -> System.delete_env("HELLO_SOCKET_AGE_MS") end)
    start_supervised!({Hello.Server, port: port, drain?: true})
    client = open(port)
    started = System.monotonic_time(:millisecond)
    assert code(client, 1_000) == 1012
    assert (System.monotonic_time(:millisecond) - started) in 50..400
  end

  defp open(port) do
    {:ok, client} = :gen_tcp.connect('localhost', port, [:binary, active: false])
    :ok = :gen_tcp.send(client, Http.request("a", "/ws", WebSocket.upgrade_request(WebSocket.new_key())))
    {:ok, "HTTP/1.1 101" <> _} = :gen_tcp.recv(client, 0, 1_000)
    :ok = :gen_tcp.send(client, WebSocket.encode(:text, "here", <<1, 2, 3, 4>>))
    {:ok, _echo} = :gen_tcp.recv(client, 0, 1_000)
    client
  end

  defp code(client, wait \\ 300) do
    with {:ok, data} <- :gen_tcp.recv(client, 0, wait),
         {:ok, %{opcode: :close, payload: <<code::16, _::binary>>}, ""} <- WebSocket.decode(data, :server) do
      code
    else
      {:error, :timeout} -> :open
    end
  end
end
