defmodule Hello.Postgres do
  @moduledoc """
  As much of PostgreSQL's protocol as discovery and migrations need: connects by a URL (without a password or with
  SCRAM-SHA-256, no TLS), runs statements, and reads rows and notifications.

  Source: PostgreSQL's manual, chapter "Frontend/Backend Protocol".
  """

  alias Hello.Postgres.Scram

  @timeout 10_000
  @version 196_608

  @type socket :: :gen_tcp.socket()
  @type message :: {type :: byte, payload :: binary}
  @type row :: [String.t() | nil]

  @doc "Connects and logs in."
  @spec connect(url :: String.t()) :: {:ok, socket} | {:error, term}
  def connect(url) do
    %URI{host: host, port: port, userinfo: userinfo, path: "/" <> database} = URI.parse(url)
    [user | password] = userinfo |> String.split(":", parts: 2) |> Enum.map(&URI.decode/1)

    with {:ok, socket} <- :gen_tcp.connect(String.to_charlist(host), port || 5432, [:binary, active: false], @timeout) do
      start = <<@version::32, "user\0", user::binary, "\0database\0", database::binary, "\0\0">>
      :gen_tcp.send(socket, <<byte_size(start) + 4::32, start::binary>>)
      socket |> log_in(user, List.first(password, "")) |> or_close(socket)
    end
  end

  @doc "Runs a statement, on a socket that is read by nobody else."
  @spec run(socket, statement :: String.t()) :: {:ok, socket} | {:error, term}
  def run(socket, statement) do
    send_message(socket, ?Q, [statement, 0])
    until_ready(socket)
  end

  @doc "Rows of a statement, all columns as text, on a socket that is read by nobody else. Waits so long for each message."
  @spec query(socket, statement :: String.t(), timeout) :: {:ok, [row]} | {:error, term}
  def query(socket, statement, timeout \\ @timeout) do
    send_message(socket, ?Q, [statement, 0])
    rows(socket, timeout, [])
  end

  @doc "The payloads of the notifications among some bytes, and the bytes of a message that is not whole yet."
  @spec notifications(binary) :: {[String.t()], rest :: binary}
  def notifications(bytes) do
    {messages, rest} = messages(bytes, [])

    {for({?A, <<_process::32, text::binary>>} <- messages, do: text |> :binary.split(<<0>>, [:global]) |> Enum.at(1)),
     rest}
  end

  defp log_in(socket, user, password) do
    case read(socket) do
      {:ok, {?R, <<0::32>>}} -> until_ready(socket)
      {:ok, {?R, <<10::32, _mechanisms::binary>>}} -> prove(socket, user, password)
      {:ok, {?R, <<other::32, _::binary>>}} -> {:error, {:unknown_authentication, other}}
      {:ok, {?E, payload}} -> {:error, reason(payload)}
      {:error, reason} -> {:error, reason}
    end
  end

  defp prove(socket, user, password) do
    first = Scram.first(user, Base.encode64(:crypto.strong_rand_bytes(18)))
    send_message(socket, ?p, ["SCRAM-SHA-256", 0, <<byte_size(first) + 3::32>>, "n,,", first])

    with {:ok, {?R, <<11::32, server_first::binary>>}} <- read(socket),
         {final, server_final} = Scram.final(first, server_first, password),
         :ok <- send_message(socket, ?p, final),
         {:ok, {?R, <<12::32, ^server_final::binary>>}} <- read(socket) do
      until_ready(socket)
    else
      {:ok, {?E, payload}} -> {:error, reason(payload)}
      {:ok, {?R, _payload}} -> {:error, :wrong_signature}
      {:error, reason} -> {:error, reason}
    end
  end

  # What comes before the server is ready for the next statement are settings and the like.
  defp until_ready(socket) do
    case read(socket) do
      {:ok, {?Z, _status}} -> {:ok, socket}
      {:ok, {?E, payload}} -> {:error, reason(payload)}
      {:ok, _other} -> until_ready(socket)
      {:error, reason} -> {:error, reason}
    end
  end

  defp rows(socket, timeout, found) do
    case read(socket, timeout) do
      {:ok, {?Z, _status}} -> {:ok, Enum.reverse(found)}
      {:ok, {?E, payload}} -> {:error, reason(payload)}
      {:ok, {?D, <<_columns::16, values::binary>>}} -> rows(socket, timeout, [columns(values) | found])
      {:ok, _other} -> rows(socket, timeout, found)
      {:error, reason} -> {:error, reason}
    end
  end

  defp columns(""), do: []
  defp columns(<<-1::signed-32, rest::binary>>), do: [nil | columns(rest)]
  defp columns(<<size::32, value::binary-size(size), rest::binary>>), do: [value | columns(rest)]

  defp read(socket, timeout \\ @timeout) do
    with {:ok, <<type, length::32>>} <- :gen_tcp.recv(socket, 5, timeout),
         {:ok, payload} <- read_payload(socket, length - 4) do
      {:ok, {type, payload}}
    end
  end

  defp read_payload(_socket, 0), do: {:ok, ""}
  defp read_payload(socket, length), do: :gen_tcp.recv(socket, length, @timeout)

  defp messages(<<type, length::32, rest::binary>> = bytes, found) do
    size = length - 4

    case rest do
      <<payload::binary-size(size), rest::binary>> -> messages(rest, [{type, payload} | found])
      _ -> {Enum.reverse(found), bytes}
    end
  end

  defp messages(bytes, found), do: {Enum.reverse(found), bytes}

  defp send_message(socket, type, payload) do
    :gen_tcp.send(socket, [type, <<IO.iodata_length(payload) + 4::32>>, payload])
  end

  # Fields of an error are a letter and a text each; M is what it says.
  defp reason(payload) do
    payload
    |> :binary.split(<<0>>, [:global])
    |> Enum.find_value("error", fn field -> with "M" <> text <- field, do: text, else: (_ -> nil) end)
  end

  defp or_close({:ok, socket}, socket), do: {:ok, socket}

  defp or_close(failure, socket) do
    :gen_tcp.close(socket)
    failure
  end
end
