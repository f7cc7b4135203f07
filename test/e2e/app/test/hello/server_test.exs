defmodule Hello.ServerTest do
  use ExUnit.Case

  alias Hello.{Http, WebSocket}

  setup do
    port = free_port()
    server = start_supervised!({Hello.Server, port: port, drain?: true})
    %{port: port, server: server}
  end

  test "a request in flight is answered in a drain, without a word of the end that follows", %{port: port} do
    socket = connect(port)
    :ok = :gen_tcp.send(socket, Http.request("a", "/slow?ms=300"))
    Process.sleep(100)
    :ok = stop_supervised!(Hello.Server)

    assert {:ok, %{status: 200, headers: headers, keep_alive?: true}, ""} = answer(socket)
    assert Http.header(headers, "connection") == nil
    assert :gen_tcp.recv(socket, 0, 1_000) == {:error, :closed}
  end

  test "an idle connection is closed at once in a drain, and nobody can connect any more", %{port: port} do
    socket = connect(port)
    :ok = :gen_tcp.send(socket, Http.request("a", "/"))
    assert {:ok, %{status: 200, keep_alive?: true}, ""} = answer(socket)
    started = System.monotonic_time(:millisecond)
    :ok = stop_supervised!(Hello.Server)

    assert :gen_tcp.recv(socket, 0, 1_000) == {:error, :closed}
    assert System.monotonic_time(:millisecond) - started < 1_000
    assert :gen_tcp.connect('localhost', port, [], 1_000) == {:error, :econnrefused}
  end

  test "WebSockets are closed with 1012 in a drain", %{port: port} do
    socket = connect(port)
    :ok = :gen_tcp.send(socket, Http.request("a", "/ws", WebSocket.upgrade_request(WebSocket.new_key())))
    assert {:ok, %{status: 101}, ""} = answer(socket)
    :ok = :gen_tcp.send(socket, WebSocket.encode(:text, "here", <<1, 2, 3, 4>>))
    assert {:ok, _echo} = :gen_tcp.recv(socket, 0, 1_000)

    client =
      Task.async(fn ->
        {:ok, frame} = :gen_tcp.recv(socket, 0, 1_000)
        :gen_tcp.send(socket, WebSocket.encode_close(1012, <<1, 2, 3, 4>>))
        WebSocket.decode(frame, :server)
      end)

    :ok = stop_supervised!(Hello.Server)
    assert {:ok, %{opcode: :close, payload: <<1012::16, _::binary>>}, ""} = Task.await(client)
  end

  test "work and a hand-off take as long as they are told to", %{port: port} do
    for path <- ["/work?ms=50", "/hand-off?ms=50"] do
      socket = connect(port)
      started = System.monotonic_time(:millisecond)
      :ok = :gen_tcp.send(socket, Http.request("a", path))
      assert {:ok, %{status: 200}, ""} = answer(socket)
      assert System.monotonic_time(:millisecond) - started >= 50
    end
  end

  test "without a drain a request in flight is cut", %{port: port} do
    :ok = stop_supervised!(Hello.Server)
    start_supervised!({Hello.Server, port: port, drain?: false})
    socket = connect(port)
    :ok = :gen_tcp.send(socket, Http.request("a", "/slow?ms=300"))
    Process.sleep(100)
    :ok = stop_supervised!(Hello.Server)
    assert {:error, reason} = :gen_tcp.recv(socket, 0, 1_000)
    assert reason in [:closed, :econnreset]
  end

  defp connect(port) do
    {:ok, socket} = :gen_tcp.connect('localhost', port, [:binary, active: false])
    socket
  end

  defp answer(socket, buffer \\ "") do
    case Http.parse_response(buffer) do
      :more ->
        {:ok, data} = :gen_tcp.recv(socket, 0, 5_000)
        answer(socket, buffer <> data)

      parsed ->
        parsed
    end
  end

  defp free_port do
    {:ok, socket} = :gen_tcp.listen(0, [])
    {:ok, port} = :inet.port(socket)
    :gen_tcp.close(socket)
    port
  end
end
