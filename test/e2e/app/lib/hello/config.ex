defmodule Hello.Config do
  @moduledoc """
  Reads the environment, the only source of configuration. An empty variable counts as one that is not set.
  """

  @doc "The variable's value, or the default where it is not set."
  @spec string(String.t(), default) :: String.t() | default when default: var
  def string(name, default \\ nil) do
    case System.get_env(name) do
      unset when unset in [nil, ""] -> default
      value -> value
    end
  end

  @doc "The variable as an integer that is not negative; raises where it holds anything else."
  @spec integer(String.t(), default) :: non_neg_integer | default when default: var
  def integer(name, default) do
    case string(name) do
      nil -> default
      value -> parse_integer(name, value)
    end
  end

  @doc "Whether the variable holds exactly \"true\"."
  @spec flag?(String.t()) :: boolean
  def flag?(name), do: string(name) == "true"

  defp parse_integer(name, value) do
    case Integer.parse(value) do
      {number, ""} when number >= 0 -> number
      _ -> raise ArgumentError, "#{name} must be a whole number, got: #{inspect(value)}"
    end
  end
end
