defmodule DBConnection.ConnectionError do
  @moduledoc "Stand-in of db_connection's error: no connection to the database."
  defexception [:message]
end

defmodule Postgrex.Error do
  @moduledoc "Stand-in of postgrex's error: what the database has against a statement."
  defexception [:message]
end
