defmodule Hello.Application do
  @moduledoc """
  Starts what this node is asked to be.

  The children come in the order of a Phoenix application: discovery before the web server, so that on SIGTERM the web
  server is drained while the node is still part of its cluster. Without PHX_SERVER the node is a worker: the same
  application with no port open.
  """

  use Application

  alias Hello.Config

  @impl true
  def start(_type, _args) do
    children = [Hello.NodeLog, Hello.Ballast] ++ nodes() ++ server()
    Supervisor.start_link(children, strategy: :one_for_one, name: Hello.Supervisor)
  end

  # A runner knows the one node that it belongs to, and looks for no other.
  defp nodes, do: if(Hello.Runner.runner?(), do: [Hello.Runner], else: [Hello.Discovery, Hello.Store])

  defp server do
    if Config.flag?("PHX_SERVER") do
      [{Hello.Server, port: Config.integer("PORT", 4000), drain?: not Config.flag?("HELLO_NO_DRAIN")}]
    else
      []
    end
  end
end
