defmodule Hello.Http do
  @moduledoc """
  HTTP/1.1 messages as data: parses the requests the server reads and the answers the load generator reads, and writes
  both. Knows nothing of sockets: a parser is given the bytes read so far and says that it needs more, or returns one
  message and the bytes that follow it.
  """

  @max_head 32 * 1024
  @max_headers 100
  @max_body 1024 * 1024

  @type headers :: [{String.t(), String.t()}]
  @type request :: %{
          method: String.t(),
          path: String.t(),
          query: String.t(),
          version: {non_neg_integer, non_neg_integer},
          headers: headers,
          body: binary
        }
  @type response :: %{status: pos_integer, headers: headers, body: binary, keep_alive?: boolean}

  @doc "Takes one request off the buffer. An error is the status the request has to be answered with."
  @spec parse_request(binary) :: {:ok, request, binary} | :more | {:error, pos_integer}
  def parse_request("\r\n" <> buffer), do: parse_request(buffer)

  def parse_request(buffer) do
    with {:ok, head, rest} <- split_head(buffer),
         {:ok, method, target, version, headers} <- request_head(head),
         {:ok, path, query} <- split_target(target),
         {:ok, length} <- request_length(headers),
         {:ok, body, rest} <- split_body(rest, length) do
      request = %{method: method, path: path, query: query, version: version, headers: headers, body: body}
      {:ok, request, rest}
    end
  end

  @doc "Takes one answer off the buffer; its body must come with a content-length."
  @spec parse_response(binary) :: {:ok, response, binary} | :more | {:error, :invalid}
  def parse_response(buffer) do
    with {:ok, head, rest} <- split_head(buffer),
         {:ok, {:http_response, version, status, _reason}, fields} <- :erlang.decode_packet(:http_bin, head, []),
         {:ok, headers} <- headers(fields, []),
         {:ok, length} <- response_length(status, headers),
         {:ok, body, rest} <- split_body(rest, length) do
      keep_alive? = keep_alive?(version, headers)
      {:ok, %{status: status, headers: headers, body: body, keep_alive?: keep_alive?}, rest}
    else
      :more -> :more
      _ -> {:error, :invalid}
    end
  end

  @doc "Writes a GET request."
  @spec request(String.t(), String.t(), headers) :: iodata
  def request(host, target, headers \\ []) do
    ["GET ", target, " HTTP/1.1\r\n", fields([{"host", host} | headers]), "\r\n"]
  end

  @doc "Writes an answer; the content-length is set here, the body can be left out in answer to HEAD."
  @spec response(pos_integer, headers, iodata, keyword) :: iodata
  def response(status, headers, body, options \\ []) do
    headers = [{"content-length", Integer.to_string(IO.iodata_length(body))} | headers]
    body = if options[:head?], do: [], else: body
    [status_line(status), fields(headers), "\r\n", body]
  end

  @doc "Writes the answer that turns the connection into another protocol."
  @spec switching_protocols(headers) :: iodata
  def switching_protocols(headers), do: [status_line(101), fields(headers), "\r\n"]

  @doc "The value of a header, by its name in lower case."
  @spec header(headers, String.t()) :: String.t() | nil
  def header(headers, name) do
    case List.keyfind(headers, name, 0) do
      {_, value} -> value
      nil -> nil
    end
  end

  @doc "Whether a header holds this word in its comma separated list, whatever their case."
  @spec header_has?(headers, String.t(), String.t()) :: boolean
  def header_has?(headers, name, word) do
    headers
    |> Enum.filter(fn {key, _} -> key == name end)
    |> Enum.flat_map(fn {_, value} -> value |> String.downcase() |> String.split(",") end)
    |> Enum.any?(&(String.trim(&1) == word))
  end

  @doc "Whether the connection stays open after a message of this version with these headers."
  @spec keep_alive?({non_neg_integer, non_neg_integer}, headers) :: boolean
  def keep_alive?(version, headers) when version >= {1, 1}, do: not header_has?(headers, "connection", "close")
  def keep_alive?(_version, headers), do: header_has?(headers, "connection", "keep-alive")

  defp split_head(buffer) do
    case :binary.match(buffer, "\r\n\r\n") do
      {at, 4} when at <= @max_head ->
        <<head::binary-size(at), "\r\n\r\n", rest::binary>> = buffer
        {:ok, head <> "\r\n\r\n", rest}

      :nomatch when byte_size(buffer) <= @max_head ->
        :more

      _ ->
        {:error, 431}
    end
  end

  defp request_head(head) do
    case :erlang.decode_packet(:http_bin, head, []) do
      {:ok, {:http_request, method, target, {1, _} = version}, rest} ->
        with {:ok, headers} <- headers(rest, []), do: {:ok, to_string(method), target, version, headers}

      {:ok, {:http_request, _method, _target, _version}, _rest} ->
        {:error, 505}

      _ ->
        {:error, 400}
    end
  end

  defp headers(_rest, headers) when length(headers) > @max_headers, do: {:error, 431}

  defp headers(rest, headers) do
    case :erlang.decode_packet(:httph_bin, rest, []) do
      {:ok, {:http_header, _, name, _, value}, rest} ->
        headers(rest, [{name |> to_string() |> String.downcase(), value} | headers])

      {:ok, :http_eoh, _} ->
        {:ok, Enum.reverse(headers)}

      _ ->
        {:error, 400}
    end
  end

  defp split_target({:abs_path, target}) do
    case String.split(target, "?", parts: 2) do
      [path, query] -> {:ok, path, query}
      [path] -> {:ok, path, ""}
    end
  end

  defp split_target({:absoluteURI, _scheme, _host, _port, target}), do: split_target({:abs_path, target})
  defp split_target(_target), do: {:error, 400}

  defp request_length(headers) do
    if header(headers, "transfer-encoding"), do: {:error, 501}, else: content_length(headers, 0)
  end

  defp response_length(status, _headers) when status in 100..199 or status in [204, 304], do: {:ok, 0}
  defp response_length(_status, headers), do: content_length(headers, :invalid)

  defp content_length(headers, default) do
    case for {"content-length", value} <- headers, uniq: true, do: value do
      [] when is_integer(default) -> {:ok, default}
      [value] -> parse_length(value)
      _ -> {:error, 400}
    end
  end

  defp parse_length(value) do
    if value =~ ~r/\A[0-9]{1,15}\z/ do
      case String.to_integer(value) do
        length when length <= @max_body -> {:ok, length}
        _ -> {:error, 413}
      end
    else
      {:error, 400}
    end
  end

  defp split_body(rest, length) do
    case rest do
      <<body::binary-size(length), rest::binary>> -> {:ok, body, rest}
      _ -> :more
    end
  end

  defp fields(headers), do: for({name, value} <- headers, do: [name, ": ", value, "\r\n"])

  defp status_line(status), do: ["HTTP/1.1 ", Integer.to_string(status), " ", reason(status), "\r\n"]

  defp reason(101), do: "Switching Protocols"
  defp reason(200), do: "OK"
  defp reason(400), do: "Bad Request"
  defp reason(404), do: "Not Found"
  defp reason(405), do: "Method Not Allowed"
  defp reason(413), do: "Content Too Large"
  defp reason(426), do: "Upgrade Required"
  defp reason(431), do: "Request Header Fields Too Large"
  defp reason(500), do: "Internal Server Error"
  defp reason(501), do: "Not Implemented"
  defp reason(505), do: "HTTP Version Not Supported"
  defp reason(_), do: "Unknown"
end
