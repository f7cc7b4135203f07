defmodule Hello.Store do
  @moduledoc """
  A table of Mnesia with a copy on the disk of every node, where HELLO_STORE is `mnesia`.

  The node of the pod with ordinal 0 makes the schema at its first start, the others copy it from there. Afterwards each
  node finds its own on its disk, and waits until the table is loaded: `/ready` answers 503 until then. Mnesia keeps the
  names of its nodes on disk: under another name a node does not find its copy.

  Its directory is the parameter `dir` of Mnesia, or HELLO_STORE_DIR.
  """

  use GenServer

  require Logger

  alias Hello.Config

  @table :hello_store
  @pause 500

  @spec start_link(term) :: GenServer.on_start()
  def start_link(_arg) do
    if Config.string("HELLO_STORE") == "mnesia" do
      GenServer.start_link(__MODULE__, nil, name: __MODULE__)
    else
      :ignore
    end
  end

  @doc "Whether the table is loaded from the node's own disk, or there is to be none."
  @spec ready?() :: boolean
  def ready? do
    Process.whereis(__MODULE__) == nil or
      (:mnesia.table_info(@table, :storage_type) == :disc_copies and
         :mnesia.table_info(@table, :where_to_read) == node())
  catch
    :exit, _reason -> false
  end

  @doc "Writes a value to all copies."
  @spec put(String.t(), String.t()) :: :ok | {:error, term}
  def put(key, value) do
    case :mnesia.transaction(fn -> :mnesia.write({@table, key, value}) end) do
      {:atomic, :ok} -> :ok
      {:aborted, reason} -> {:error, reason}
    end
  end

  @doc "What the table holds, and which nodes have a copy on their disks."
  @spec content() :: %{nodes: [node], values: %{String.t() => String.t()}}
  def content do
    values = for {@table, key, value} <- :ets.tab2list(@table), into: %{}, do: {key, value}
    %{node: node(), nodes: Enum.sort(:mnesia.table_info(@table, :disc_copies)), values: values}
  end

  @impl true
  def init(nil), do: {:ok, nil, {:continue, :open}}

  @impl true
  def handle_continue(:open, nil) do
    case Config.string("HELLO_STORE_DIR") do
      nil -> :ok
      dir -> Application.put_env(:mnesia, :dir, to_charlist(dir))
    end

    {:ok, dir} = Application.fetch_env(:mnesia, :dir)
    pod = Config.string("POD_NAME", "alone-0")

    cond do
      File.exists?(Path.join(dir, "schema.DAT")) -> :ok = :mnesia.start()
      String.ends_with?(pod, "-0") -> create()
      true -> join(String.replace(pod, ~r/-\d+$/, "-0"))
    end

    :ok = :mnesia.wait_for_tables([@table], :infinity)
    Logger.info("the table is loaded")
    {:noreply, nil}
  end

  defp create do
    :ok = :mnesia.create_schema([node()])
    :ok = :mnesia.start()
    {:atomic, :ok} = :mnesia.create_table(@table, disc_copies: [node()], attributes: [:key, :value])
  end

  defp join(first) do
    :ok = :mnesia.start()
    await_copy(first)
    {:atomic, :ok} = :mnesia.change_table_copy_type(:schema, node(), :disc_copies)
    {:atomic, :ok} = :mnesia.add_table_copy(@table, node(), :disc_copies)
  end

  defp await_copy(first) do
    node = Enum.find(Node.list(), &String.contains?(Atom.to_string(&1), "@#{first}."))

    with true <- node != nil,
         {:ok, [^node]} <- :mnesia.change_config(:extra_db_nodes, [node]),
         true <- @table in :mnesia.system_info(:tables) do
      :ok
    else
      _not_yet ->
        Process.sleep(@pause)
        await_copy(first)
    end
  end
end
