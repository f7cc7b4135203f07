defmodule Hello.TransportTest do
  use ExUnit.Case, async: true

  alias Hello.Load.Transport

  test "bytes go to and fro over TCP" do
    {:ok, listening} = :gen_tcp.listen(0, [:binary, active: false])
    {:ok, port} = :inet.port(listening)
    {:ok, connection} = Transport.connect(:http, "localhost", {127, 0, 0, 1}, port, 1_000)
    {:ok, server} = :gen_tcp.accept(listening)
    :ok = Transport.send(connection, "ping")
    assert {:ok, "ping"} = :gen_tcp.recv(server, 4, 1_000)
    :ok = :gen_tcp.send(server, "pong")
    assert {:ok, "pong"} = Transport.recv(connection, 1_000)
    :ok = Transport.close(connection)
  end

  test "a server whose certificate nobody vouches for is not talked to" do
    {:ok, _started} = Application.ensure_all_started(:ssl)
    %{server_config: config} = :public_key.pkix_test_data(%{server_chain: chain(), client_chain: chain()})
    {:ok, listening} = :ssl.listen(0, [:binary, active: false] ++ config)
    {:ok, {_address, port}} = :ssl.sockname(listening)

    spawn_link(fn ->
      {:ok, socket} = :ssl.transport_accept(listening)
      :ssl.handshake(socket, 1_000)
    end)

    assert {:error, :unknown_ca} = Transport.connect(:https, "localhost", {127, 0, 0, 1}, port, 1_000)
  end

  defp chain do
    options = [digest: :sha256, key: {:namedCurve, :secp256r1}]
    %{root: options, intermediates: [], peer: options}
  end
end
