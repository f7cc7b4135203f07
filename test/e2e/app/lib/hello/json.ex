defmodule Hello.Json do
  @moduledoc """
  A small JSON encoder and decoder (RFC 8259), enough for the answers of this application and of the Kubernetes API.
  """

  @replacement "\uFFFD"

  @type value :: nil | boolean | number | String.t() | [value] | %{optional(String.t()) => value}

  @doc "Encodes maps (keys in their sorted order), lists, strings, atoms and numbers."
  @spec encode(term) :: String.t()
  def encode(term), do: term |> to_iodata() |> IO.iodata_to_binary()

  @doc "Decodes one JSON text; what is wrong is told by the bytes that are left at that point."
  @spec decode(binary) :: {:ok, value} | {:error, {:unexpected, binary}}
  def decode(text) when is_binary(text) do
    {value, rest} = value(skip(text))

    case skip(rest) do
      "" -> {:ok, value}
      rest -> {:error, unexpected(rest)}
    end
  catch
    {:unexpected, _} = reason -> {:error, reason}
  end

  defp to_iodata(nil), do: "null"
  defp to_iodata(true), do: "true"
  defp to_iodata(false), do: "false"
  defp to_iodata(atom) when is_atom(atom), do: to_iodata(Atom.to_string(atom))
  defp to_iodata(number) when is_integer(number), do: Integer.to_string(number)
  defp to_iodata(number) when is_float(number), do: Float.to_string(number)
  defp to_iodata(string) when is_binary(string), do: [?", escape(string), ?"]

  defp to_iodata(list) when is_list(list) do
    [?[, list |> Enum.map(&to_iodata/1) |> Enum.intersperse(?,), ?]]
  end

  defp to_iodata(map) when is_map(map) do
    members =
      map
      |> Enum.map(fn {key, value} -> {to_string(key), value} end)
      |> Enum.sort()
      |> Enum.map(fn {key, value} -> [to_iodata(key), ?:, to_iodata(value)] end)

    [?{, Enum.intersperse(members, ?,), ?}]
  end

  defp escape(<<?", rest::binary>>), do: ["\\\"" | escape(rest)]
  defp escape(<<?\\, rest::binary>>), do: ["\\\\" | escape(rest)]
  defp escape(<<?\n, rest::binary>>), do: ["\\n" | escape(rest)]
  defp escape(<<?\r, rest::binary>>), do: ["\\r" | escape(rest)]
  defp escape(<<?\t, rest::binary>>), do: ["\\t" | escape(rest)]

  defp escape(<<char, rest::binary>>) when char < 0x20 do
    hex = char |> Integer.to_string(16) |> String.pad_leading(4, "0")
    ["\\u", hex | escape(rest)]
  end

  defp escape(<<char::utf8, rest::binary>>), do: [<<char::utf8>> | escape(rest)]
  defp escape(<<_, rest::binary>>), do: [@replacement | escape(rest)]
  defp escape(""), do: []

  defp value(<<?{, rest::binary>>), do: object(skip(rest), %{})
  defp value(<<?[, rest::binary>>), do: array(skip(rest), [])
  defp value(<<?", rest::binary>>), do: string(rest, [])
  defp value("null" <> rest), do: {nil, rest}
  defp value("true" <> rest), do: {true, rest}
  defp value("false" <> rest), do: {false, rest}
  defp value(text), do: number(text)

  defp object("}" <> rest, members) when members == %{}, do: {members, rest}

  defp object(<<?", rest::binary>>, members) do
    {key, rest} = string(rest, [])
    {value, rest} = rest |> skip() |> expect(?:) |> skip() |> value()
    members = Map.put(members, key, value)

    case skip(rest) do
      "," <> rest -> rest |> skip() |> more_members(members)
      "}" <> rest -> {members, rest}
      rest -> throw(unexpected(rest))
    end
  end

  defp object(rest, _members), do: throw(unexpected(rest))

  defp more_members(<<?", _::binary>> = rest, members), do: object(rest, members)
  defp more_members(rest, _members), do: throw(unexpected(rest))

  defp array("]" <> rest, []), do: {[], rest}

  defp array(rest, items) do
    {item, rest} = value(rest)
    items = [item | items]

    case skip(rest) do
      "," <> rest -> rest |> skip() |> array(items)
      "]" <> rest -> {Enum.reverse(items), rest}
      rest -> throw(unexpected(rest))
    end
  end

  defp string(<<?", rest::binary>>, chars), do: {chars |> Enum.reverse() |> IO.iodata_to_binary(), rest}
  defp string(<<?\\, ?u, rest::binary>>, chars), do: unicode(rest, chars)
  defp string(<<?\\, char, rest::binary>>, chars), do: string(rest, [unescape(char, rest) | chars])
  defp string(<<char, _::binary>> = rest, _chars) when char < 0x20, do: throw(unexpected(rest))
  defp string(<<char::utf8, rest::binary>>, chars), do: string(rest, [<<char::utf8>> | chars])
  defp string(rest, _chars), do: throw(unexpected(rest))

  defp unescape(char, _rest) when char in [?", ?\\, ?/], do: char
  defp unescape(?b, _rest), do: ?\b
  defp unescape(?f, _rest), do: ?\f
  defp unescape(?n, _rest), do: ?\n
  defp unescape(?r, _rest), do: ?\r
  defp unescape(?t, _rest), do: ?\t
  defp unescape(char, rest), do: throw(unexpected(<<char, rest::binary>>))

  # Half a surrogate pair is no character; it is replaced, and what follows it is read on its own.
  defp unicode(rest, chars) do
    case code_unit(rest) do
      {high, rest} when high in 0xD800..0xDBFF ->
        {char, rest} = low_surrogate(high, rest)
        string(rest, [char | chars])

      {low, rest} when low in 0xDC00..0xDFFF ->
        string(rest, [@replacement | chars])

      {char, rest} ->
        string(rest, [<<char::utf8>> | chars])
    end
  end

  defp low_surrogate(high, <<?\\, ?u, rest::binary>> = next) do
    case code_unit(rest) do
      {low, rest} when low in 0xDC00..0xDFFF ->
        {<<0x10000 + (high - 0xD800) * 0x400 + (low - 0xDC00)::utf8>>, rest}

      _ ->
        {@replacement, next}
    end
  end

  defp low_surrogate(_high, next), do: {@replacement, next}

  defp code_unit(<<hex::binary-size(4), rest::binary>> = text) do
    case Base.decode16(hex, case: :mixed) do
      {:ok, <<unit::16>>} -> {unit, rest}
      :error -> throw(unexpected(text))
    end
  end

  defp code_unit(text), do: throw(unexpected(text))

  defp number(text) do
    case Regex.run(~r/\A(-?(?:0|[1-9][0-9]*))(\.[0-9]+)?([eE][+-]?[0-9]+)?/, text) do
      [all, _integer] -> {String.to_integer(all), after_match(text, all)}
      [all, integer, "" | exponent] -> {to_float(integer <> ".0" <> Enum.join(exponent)), after_match(text, all)}
      [all, _integer | _] -> {to_float(all), after_match(text, all)}
      nil -> throw(unexpected(text))
    end
  end

  defp to_float(text) do
    String.to_float(text)
  rescue
    ArgumentError -> throw(unexpected(text))
  end

  defp after_match(text, match), do: binary_part(text, byte_size(match), byte_size(text) - byte_size(match))

  defp expect(<<char, rest::binary>>, char), do: rest
  defp expect(rest, _char), do: throw(unexpected(rest))

  defp skip(<<char, rest::binary>>) when char in [?\s, ?\t, ?\n, ?\r], do: skip(rest)
  defp skip(rest), do: rest

  defp unexpected(rest), do: {:unexpected, binary_part(rest, 0, min(byte_size(rest), 20))}
end
