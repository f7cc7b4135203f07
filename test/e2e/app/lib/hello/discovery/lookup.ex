defmodule Hello.Discovery.Lookup do
  @moduledoc """
  DNS look-ups through the resolver of Erlang itself, as the discovery libraries make them.
  """

  @type reason :: :inet_res.res_error() | :formerr

  @doc "The addresses of a name, as text."
  @spec addresses(String.t(), :a | :aaaa) :: {:ok, [String.t()]} | {:error, reason}
  def addresses(name, type) when type in [:a, :aaaa] do
    with {:ok, found} <- look_up(name, type), do: {:ok, Enum.map(found, &to_string(:inet.ntoa(&1)))}
  end

  @doc "The hosts that the service records of a name point to."
  @spec targets(String.t()) :: {:ok, [String.t()]} | {:error, reason}
  def targets(name) do
    with {:ok, found} <- look_up(name, :srv) do
      {:ok, Enum.map(found, fn {_priority, _weight, _port, host} -> to_string(host) end)}
    end
  end

  defp look_up(name, type) do
    with {:ok, {:hostent, _name, _aliases, _type, _length, found}} <-
           :inet_res.getbyname(String.to_charlist(name), type) do
      {:ok, found}
    end
  end
end
