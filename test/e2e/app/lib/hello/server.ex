defmodule Hello.Server do
  @moduledoc """
  The web server's supervision tree, laid out like that of Phoenix with Bandit, because the order of its children is the
  order of a drain: they stop last to first. First the drainer closes the WebSockets while the listener still accepts;
  then the listener closes; then the connections end, each as soon as the request it is serving is answered.
  """

  use Supervisor

  alias Hello.LongPoll
  alias Hello.Server.{Connection, Drainer, Listener}

  @doc "Starts the server. Options: `:port` and `:drain?`; without a drain every connection is cut at once."
  @spec start_link(keyword) :: Supervisor.on_start()
  def start_link(options), do: Supervisor.start_link(__MODULE__, options, name: __MODULE__)

  @impl true
  def init(options) do
    drain? = Keyword.fetch!(options, :drain?)

    children =
      LongPoll.children() ++
        [
          {Registry, keys: :duplicate, name: Connection.web_sockets()},
          {DynamicSupervisor, strategy: :one_for_one, max_children: 16_384, name: Connection.supervisor()},
          {Listener, port: Keyword.fetch!(options, :port), drain?: drain?}
        ]

    children = if drain?, do: children ++ [Drainer], else: children
    Supervisor.init(children, strategy: :rest_for_one)
  end
end
