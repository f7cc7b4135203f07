defmodule Hello.Load.Socket do
  @moduledoc """
  The workers of the load generator that hold a WebSocket open: send a message each second (LOAD_WS_MS), wait for its echo, and
  reconnect when the server closes. Counts the codes that the server closes with; a connection that ends without a close
  frame, or without an echo in time, is abnormal.
  """

  alias Hello.{Config, WebSocket}
  alias Hello.Load.{Client, Stats, Transport}

  @interval 1_000
  @echo_timeout 10_000
  @pause 200
  @close_wait 1_000

  @doc "Keeps one WebSocket open until the deadline."
  @spec run(Stats.t(), Client.target(), deadline :: integer) :: :ok
  def run(stats, target, deadline) do
    Process.sleep(:rand.uniform(@pause))
    loop(stats, target, deadline, false)
  end

  defp loop(stats, target, deadline, opened_before?) do
    if now() < deadline do
      opened? = session(stats, target, deadline, opened_before?)
      if now() < deadline, do: Process.sleep(@pause)
      loop(stats, target, deadline, opened? or opened_before?)
    else
      :ok
    end
  end

  # One connection from its opening to its end; returns whether it could be opened.
  defp session(stats, target, deadline, opened_before?) do
    case open(target) do
      {:ok, client} ->
        Stats.count(stats, :ws, :opened)
        if opened_before?, do: Stats.count(stats, :ws, :reconnects)
        client |> talk(stats, deadline, 0) |> count_end(stats)
        true

      {:refused, status} ->
        fail(stats, "status_#{status}")

      {:error, phase, reason} ->
        fail(stats, "#{phase}_#{reason}")
    end
  rescue
    exception -> fail(stats, "exception_#{inspect(exception.__struct__)}")
  end

  defp open(target) do
    with {:ok, client} <- Client.connect(target) do
      case Client.upgrade(client, "/ws") do
        {:ok, client} ->
          {:ok, client}

        failure ->
          Client.close(client)
          failure
      end
    end
  end

  defp talk(client, stats, deadline, number) do
    started = now()

    if started < deadline do
      text = "#{inspect(self())} #{number}"

      with :ok <- send_frame(client, :text, text),
           {:ok, client} <- await(client, started + @echo_timeout, text),
           :ok <- Stats.count(stats, :ws, :echoes),
           :ok <- Stats.answered(stats, :ws, started),
           {:ok, client} <- await(client, min(started + interval(), deadline), nil) do
        talk(client, stats, deadline, number + 1)
      else
        ended -> hang_up(client, ended)
      end
    else
      say_goodbye(client)
    end
  end

  # Reads until the expected text has come. With none expected it only watches the connection until the given time.
  defp await(client, until, text) do
    case next_frame(client, until) do
      {:ok, %{opcode: :text, payload: ^text}, client} ->
        {:ok, client}

      {:ok, %{opcode: :ping, payload: payload}, client} ->
        send_frame(client, :pong, payload)
        await(client, until, text)

      {:ok, %{opcode: :close} = frame, client} ->
        {:message, {:close, code}, nil} = WebSocket.assemble(nil, frame)
        Transport.send(client.connection, WebSocket.encode_close(code, mask()))
        {:closed, code}

      {:ok, _frame, client} ->
        await(client, until, text)

      {:timeout, client} when text == nil ->
        {:ok, client}

      {:timeout, _client} ->
        {:abnormal, "no_echo"}

      {:error, reason} ->
        {:abnormal, to_string(reason)}
    end
  end

  defp next_frame(client, until) do
    case WebSocket.decode(client.buffer, :server) do
      {:ok, frame, rest} -> {:ok, frame, %{client | buffer: rest}}
      {:error, code} -> {:error, "protocol_#{code}"}
      :more -> read(client, until)
    end
  end

  defp read(client, until) do
    case Transport.recv(client.connection, max(until - now(), 0)) do
      {:ok, data} -> next_frame(%{client | buffer: client.buffer <> data}, until)
      {:error, :timeout} -> {:timeout, client}
      {:error, reason} -> {:error, reason}
    end
  end

  defp send_frame(client, opcode, payload) do
    case Transport.send(client.connection, WebSocket.encode(opcode, payload, mask())) do
      :ok -> :ok
      {:error, reason} -> {:abnormal, to_string(reason)}
    end
  end

  # The server ends the connection after the close frames; a client only makes sure that it does end.
  defp hang_up(client, ended) do
    if match?({:closed, _code}, ended), do: Transport.recv(client.connection, @close_wait)
    Client.close(client)
    ended
  end

  defp say_goodbye(client) do
    Transport.send(client.connection, WebSocket.encode_close(1000, mask()))
    _ = await(client, now() + @close_wait, nil)
    Client.close(client)
    :done
  end

  defp count_end(:done, _stats), do: :ok
  defp count_end({:closed, code}, stats), do: Stats.count(stats, :ws, {:closed, to_string(code)})

  defp count_end({:abnormal, reason}, stats) do
    Stats.count(stats, :ws, :abnormal)
    Stats.count(stats, :ws, {:errors, reason})
  end

  defp fail(stats, reason) do
    Stats.count(stats, :ws, :failed)
    Stats.count(stats, :ws, {:errors, reason})
    false
  end

  defp interval, do: Config.integer("LOAD_WS_MS", @interval)
  defp mask, do: :crypto.strong_rand_bytes(4)
  defp now, do: System.monotonic_time(:millisecond)
end
