defmodule Hello.Load.Transport do
  @moduledoc """
  Connections of a client over TCP, and over TLS as a browser opens them: the certificate must be for the host, and of the
  authority in LOAD_CACERT (PEM), or of one of the system's.
  """

  @type connection :: {:gen_tcp, :gen_tcp.socket()} | {:ssl, :ssl.sslsocket()}

  @options [:binary, active: false, nodelay: true, send_timeout: 10_000]

  @doc "Opens a connection; `host` is the name that the certificate must be for."
  @spec connect(:http | :https, String.t(), :inet.ip_address(), :inet.port_number(), timeout) ::
          {:ok, connection} | {:error, atom}
  def connect(:http, _host, address, port, timeout) do
    with {:ok, socket} <-
           :gen_tcp.connect(address, port, [family(address), {:show_econnreset, true} | @options], timeout) do
      {:ok, {:gen_tcp, socket}}
    end
  end

  def connect(:https, host, address, port, timeout) do
    case :ssl.connect(address, port, [family(address) | @options] ++ verification(host), timeout) do
      {:ok, socket} -> {:ok, {:ssl, socket}}
      {:error, {:tls_alert, {alert, _text}}} -> {:error, alert}
      {:error, reason} when is_atom(reason) -> {:error, reason}
      {:error, _reason} -> {:error, :tls}
    end
  end

  @spec send(connection, iodata) :: :ok | {:error, atom}
  def send({module, socket}, data), do: module.send(socket, data)

  @spec recv(connection, timeout) :: {:ok, binary} | {:error, atom}
  def recv({module, socket}, timeout), do: module.recv(socket, 0, timeout)

  @spec close(connection) :: :ok
  def close({module, socket}) do
    module.close(socket)
    :ok
  end

  defp family(address), do: if(tuple_size(address) == 8, do: :inet6, else: :inet)

  # Elixir starts :ssl with the application, which is not started where an expression is evaluated.
  defp verification(host) do
    {:ok, _started} = Application.ensure_all_started(:ssl)
    name = String.to_charlist(host)
    matches = [match_fun: :public_key.pkix_verify_hostname_match_fun(:https)]
    authorities() ++ [verify: :verify_peer, server_name_indication: name, customize_hostname_check: matches]
  end

  defp authorities do
    case Hello.Config.string("LOAD_CACERT") do
      nil -> [cacerts: :public_key.cacerts_get()]
      pem -> [cacerts: for({:Certificate, der, _} <- :public_key.pem_decode(pem), do: der)]
    end
  end
end
