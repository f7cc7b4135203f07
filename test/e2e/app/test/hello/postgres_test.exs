defmodule Hello.PostgresTest do
  use ExUnit.Case, async: true

  alias Hello.Postgres
  alias Hello.Postgres.Scram

  test "a password is proven as in the example of RFC 7677" do
    first = Scram.first("user", "rOprNGfwEbeRWgbNEkqO")
    server_first = "r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096"
    {final, server_final} = Scram.final(first, server_first, "pencil")

    assert final ==
             "c=biws,r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0," <>
               "p=dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ="

    assert server_final == "v=6rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4="
  end

  test "notifications are read from whole messages, and the rest is kept" do
    heard = fn payload -> <<?A, byte_size(payload) + 14::32, 7::32, "chat", 0, payload::binary, 0>> end
    ready = <<?Z, 5::32, ?I>>

    assert {["a@10.0.0.1", "b@10.0.0.2"], "A\0"} =
             Postgres.notifications(heard.("a@10.0.0.1") <> ready <> heard.("b@10.0.0.2") <> "A\0")

    assert Postgres.notifications("") == {[], ""}
  end

  test "a server that refuses says why, and one that is not there is an error" do
    {:ok, listening} = :gen_tcp.listen(0, [:binary, active: false])
    {:ok, port} = :inet.port(listening)

    server =
      Task.async(fn ->
        {:ok, socket} = :gen_tcp.accept(listening)
        {:ok, <<_length::32, 196_608::32, start::binary>>} = :gen_tcp.recv(socket, 0, 1_000)
        error = "SFATAL\0Mno such database\0\0"
        :gen_tcp.send(socket, <<?E, byte_size(error) + 4::32, error::binary>>)
        start
      end)

    assert Postgres.connect("postgres://app:secret@localhost:#{port}/chat") == {:error, "no such database"}
    assert Task.await(server) == "user\0app\0database\0chat\0\0"
    :gen_tcp.close(listening)
    assert Postgres.connect("postgres://app:secret@localhost:#{port}/chat") == {:error, :econnrefused}
  end
end
