defmodule Hello.Postgres.Scram do
  @moduledoc """
  The client's side of SCRAM-SHA-256 (RFC 7677), by which PostgreSQL asks for a password: pure functions from message to
  message.
  """

  @doc "The first message, without its header."
  @spec first(user :: String.t(), nonce :: String.t()) :: String.t()
  def first(user, nonce), do: "n=#{user},r=#{nonce}"

  @doc "The answer to the server's first message, and the message with which the server has to end."
  @spec final(first :: String.t(), server_first :: String.t(), password :: String.t()) :: {String.t(), String.t()}
  def final(first, server_first, password) do
    %{"r" => nonce, "s" => salt, "i" => iterations} = attributes(server_first)
    salted = :crypto.pbkdf2_hmac(:sha256, password, Base.decode64!(salt), String.to_integer(iterations), 32)
    without_proof = "c=#{Base.encode64("n,,")},r=#{nonce}"
    said = "#{first},#{server_first},#{without_proof}"

    key = hmac(salted, "Client Key")
    proof = :crypto.exor(key, hmac(:crypto.hash(:sha256, key), said))
    signature = salted |> hmac("Server Key") |> hmac(said)
    {"#{without_proof},p=#{Base.encode64(proof)}", "v=#{Base.encode64(signature)}"}
  end

  defp attributes(message) do
    for pair <- String.split(message, ","), into: %{} do
      [name, value] = String.split(pair, "=", parts: 2)
      {name, value}
    end
  end

  defp hmac(key, data), do: :crypto.mac(:hmac, :sha256, key, data)
end
