defmodule Hello.Test.Database do
  @moduledoc """
  A server that speaks PostgreSQL's protocol, lets everybody in and answers each statement by a function: with rows, or
  with an error. It tells the process that started it each statement.
  """

  @type answer :: [[String.t() | nil]] | {:error, String.t()}

  @doc "Starts one, and returns the URL of a database in it."
  @spec start((statement :: String.t() -> answer)) :: String.t()
  def start(answer) do
    {:ok, listening} = :gen_tcp.listen(0, [:binary, active: false])
    {:ok, port} = :inet.port(listening)
    test = self()
    spawn_link(fn -> accept(listening, &tell(test, answer, &1)) end)
    "postgres://app:secret@localhost:#{port}/chat"
  end

  defp tell(test, answer, statement) do
    send(test, {:statement, statement})
    answer.(statement)
  end

  defp accept(listening, answer) do
    {:ok, socket} = :gen_tcp.accept(listening)
    server = spawn_link(fn -> receive(do: (:go -> serve(socket, answer))) end)
    :ok = :gen_tcp.controlling_process(socket, server)
    send(server, :go)
    accept(listening, answer)
  end

  defp serve(socket, answer) do
    {:ok, <<length::32>>} = :gen_tcp.recv(socket, 4)
    {:ok, _start} = :gen_tcp.recv(socket, length - 4)
    :gen_tcp.send(socket, [<<?R, 8::32, 0::32>>, ready()])
    answer_all(socket, answer)
  end

  defp answer_all(socket, answer) do
    with {:ok, <<?Q, length::32>>} <- :gen_tcp.recv(socket, 5),
         {:ok, statement} <- :gen_tcp.recv(socket, length - 4) do
      :gen_tcp.send(socket, [statement |> String.trim_trailing("\0") |> answer.() |> encode(), ready()])
      answer_all(socket, answer)
    end
  end

  defp encode({:error, text}), do: message(?E, ["SERROR\0M", text, "\0\0"])
  defp encode(rows), do: for(row <- rows, do: message(?D, [<<length(row)::16>>, Enum.map(row, &value/1)]))

  defp value(nil), do: <<-1::32>>
  defp value(text), do: [<<byte_size(text)::32>>, text]

  defp ready, do: message(?Z, "I")
  defp message(type, payload), do: [type, <<IO.iodata_length(payload) + 4::32>>, payload]
end
