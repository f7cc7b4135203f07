defmodule Hello.WebSocket do
  @moduledoc """
  The WebSocket protocol (RFC 6455) as data: the handshake's keys and headers, the frames, and the messages that
  fragments add up to. Serves both ends: a server reads masked frames, a client reads frames without a mask.
  """

  import Bitwise

  alias Hello.Http

  @guid "258EAFA5-E914-47DA-95CA-C5AB0DC85B11"
  @max_payload 1024 * 1024

  @type opcode :: :continuation | :text | :binary | :close | :ping | :pong
  @type frame :: %{fin?: boolean, opcode: opcode, payload: binary}
  @type message ::
          {:text, binary} | {:binary, binary} | {:ping, binary} | {:pong, binary} | {:close, code :: pos_integer}

  @doc "Checks a request to open a WebSocket and returns the headers that accept it, or the status that refuses it."
  @spec accept(Http.request()) :: {:ok, Http.headers()} | {:error, pos_integer}
  def accept(%{method: method, version: version, headers: headers}) do
    key = Http.header(headers, "sec-websocket-key")

    cond do
      not Http.header_has?(headers, "upgrade", "websocket") -> {:error, 426}
      not Http.header_has?(headers, "connection", "upgrade") -> {:error, 400}
      Http.header(headers, "sec-websocket-version") != "13" -> {:error, 426}
      method != "GET" or version < {1, 1} or not valid_key?(key) -> {:error, 400}
      true -> {:ok, upgrade_headers([{"sec-websocket-accept", accept_key(key)}])}
    end
  end

  @doc "The headers of a client's request to open a WebSocket under this key."
  @spec upgrade_request(String.t()) :: Http.headers()
  def upgrade_request(key), do: upgrade_headers([{"sec-websocket-key", key}, {"sec-websocket-version", "13"}])

  @doc "A key for a client's handshake."
  @spec new_key() :: String.t()
  def new_key, do: Base.encode64(:crypto.strong_rand_bytes(16))

  @doc "What the server answers to a key."
  @spec accept_key(String.t()) :: String.t()
  def accept_key(key), do: Base.encode64(:crypto.hash(:sha, key <> @guid))

  @doc "Writes one frame that is a whole message, under a mask where one is given."
  @spec encode(opcode, binary, <<_::32>> | nil) :: iodata
  def encode(opcode, payload, mask \\ nil)

  def encode(opcode, payload, nil) do
    [<<1::1, 0::3, opcode_number(opcode)::4, 0::1>> |> length_bits(payload), payload]
  end

  def encode(opcode, payload, <<_::32>> = mask) do
    [<<1::1, 0::3, opcode_number(opcode)::4, 1::1>> |> length_bits(payload), mask, apply_mask(payload, mask)]
  end

  @doc "Writes a close frame."
  @spec encode_close(pos_integer, <<_::32>> | nil) :: iodata
  def encode_close(code, mask \\ nil), do: encode(:close, close_payload(code), mask)

  @doc """
  Takes one frame off the buffer. `from` says who sent it, which decides whether it must or must not be masked. An
  error is the code that the connection has to be closed with.
  """
  @spec decode(binary, from :: :client | :server) :: {:ok, frame, binary} | :more | {:error, pos_integer}
  def decode(<<fin::1, 0::3, number::4, masked::1, length::7, rest::binary>>, from) do
    with {:ok, opcode} <- opcode(number),
         :ok <- check_mask(masked, from),
         :ok <- check_control(opcode, fin, length),
         {:ok, length, rest} <- payload_length(length, rest),
         {:ok, payload, rest} <- payload(masked, length, rest) do
      {:ok, %{fin?: fin == 1, opcode: opcode, payload: payload}, rest}
    end
  end

  def decode(<<_, _, _::binary>>, _from), do: {:error, 1002}
  def decode(_buffer, _from), do: :more

  @doc """
  Adds a frame to the fragments read before it (`nil` in between messages): the frame completes a message, or the
  message goes on.
  """
  @spec assemble(fragments, frame) ::
          {:message, message, fragments} | {:continue, fragments} | {:error, pos_integer}
        when fragments: nil | {:text | :binary, [binary]}
  def assemble(fragments, %{opcode: :close, payload: payload}) do
    with {:ok, code} <- close_code(payload), do: {:message, {:close, code}, fragments}
  end

  def assemble(fragments, %{opcode: opcode, payload: payload}) when opcode in [:ping, :pong] do
    {:message, {opcode, payload}, fragments}
  end

  def assemble(nil, %{opcode: :continuation}), do: {:error, 1002}

  def assemble({type, parts}, %{opcode: :continuation} = frame), do: add(type, [frame.payload | parts], frame)
  def assemble(nil, frame), do: add(frame.opcode, [frame.payload], frame)
  def assemble(_fragments, _frame), do: {:error, 1002}

  defp add(type, parts, %{fin?: fin?}) do
    cond do
      IO.iodata_length(parts) > @max_payload -> {:error, 1009}
      fin? -> complete(type, parts |> Enum.reverse() |> IO.iodata_to_binary())
      true -> {:continue, {type, parts}}
    end
  end

  defp complete(:text, payload) do
    if String.valid?(payload), do: {:message, {:text, payload}, nil}, else: {:error, 1007}
  end

  defp complete(:binary, payload), do: {:message, {:binary, payload}, nil}

  defp upgrade_headers(headers), do: [{"upgrade", "websocket"}, {"connection", "Upgrade"} | headers]

  defp valid_key?(nil), do: false
  defp valid_key?(key), do: match?({:ok, <<_::128>>}, Base.decode64(key))

  defp opcode(0x0), do: {:ok, :continuation}
  defp opcode(0x1), do: {:ok, :text}
  defp opcode(0x2), do: {:ok, :binary}
  defp opcode(0x8), do: {:ok, :close}
  defp opcode(0x9), do: {:ok, :ping}
  defp opcode(0xA), do: {:ok, :pong}
  defp opcode(_), do: {:error, 1002}

  defp opcode_number(:continuation), do: 0x0
  defp opcode_number(:text), do: 0x1
  defp opcode_number(:binary), do: 0x2
  defp opcode_number(:close), do: 0x8
  defp opcode_number(:ping), do: 0x9
  defp opcode_number(:pong), do: 0xA

  defp check_mask(1, :client), do: :ok
  defp check_mask(0, :server), do: :ok
  defp check_mask(_masked, _from), do: {:error, 1002}

  defp check_control(opcode, fin, length) when opcode in [:close, :ping, :pong] do
    if fin == 1 and length <= 125, do: :ok, else: {:error, 1002}
  end

  defp check_control(_opcode, _fin, _length), do: :ok

  defp payload_length(126, <<length::16, rest::binary>>), do: {:ok, length, rest}
  defp payload_length(127, <<length::64, _::binary>>) when length > @max_payload, do: {:error, 1009}
  defp payload_length(127, <<length::64, rest::binary>>), do: {:ok, length, rest}
  defp payload_length(length, _rest) when length in [126, 127], do: :more
  defp payload_length(length, rest), do: {:ok, length, rest}

  defp payload(masked, length, rest) do
    case rest do
      <<mask::binary-size(4), payload::binary-size(length), rest::binary>> when masked == 1 ->
        {:ok, apply_mask(payload, mask), rest}

      <<payload::binary-size(length), rest::binary>> when masked == 0 ->
        {:ok, payload, rest}

      _ ->
        :more
    end
  end

  defp length_bits(head, payload) do
    case byte_size(payload) do
      length when length <= 125 -> <<head::bitstring, length::7>>
      length when length <= 0xFFFF -> <<head::bitstring, 126::7, length::16>>
      length -> <<head::bitstring, 127::7, length::64>>
    end
  end

  defp apply_mask("", _mask), do: ""

  defp apply_mask(payload, mask) do
    size = byte_size(payload)
    key = mask |> :binary.copy((size + 3) >>> 2) |> binary_part(0, size)
    :crypto.exor(payload, key)
  end

  # 1005 stands for a close frame without a code; it must never be sent.
  defp close_payload(1005), do: ""
  defp close_payload(code), do: <<code::16>>

  defp close_code(""), do: {:ok, 1005}

  defp close_code(<<code::16, reason::binary>>) when code in 1000..1003 or code in 1007..1014 or code in 3000..4999 do
    if String.valid?(reason), do: {:ok, code}, else: {:error, 1007}
  end

  defp close_code(_payload), do: {:error, 1002}
end
