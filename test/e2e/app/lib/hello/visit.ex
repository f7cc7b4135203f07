defmodule Hello.Visit do
  @moduledoc """
  Asks URLs once, one after the other, as a browser that follows no redirect, for tests of what ways in answer. Runs outside
  of the application, by `bin/hello eval 'Hello.Visit.run()'`.
  """

  alias Hello.{Config, Http, Json}
  alias Hello.Load.Client

  @doc "Asks VISIT_URLS, and prints what came of each as one line of JSON: status, location and body, or an error."
  @spec run() :: :ok
  def run do
    "VISIT_URLS"
    |> Config.string("http://localhost:4000/")
    |> String.split(" ", trim: true)
    |> Map.new(&{&1, visit(&1)})
    |> Json.encode()
    |> IO.puts()
  end

  defp visit(url) do
    uri = URI.parse(url)
    path = if uri.query, do: "#{uri.path}?#{uri.query}", else: uri.path || "/"

    with {:ok, target} <- Client.resolve(url),
         {:ok, client} <- Client.connect(target),
         {:ok, answer, client} <- Client.request(client, path) do
      Client.close(client)
      %{status: answer.status, location: Http.header(answer.headers, "location") || "", body: answer.body}
    else
      {:error, phase, reason} -> %{error: "#{phase}_#{reason}"}
    end
  end
end
