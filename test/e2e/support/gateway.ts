import { api } from './api';
import { CLUSTER_COMMAND } from './faults';
import { rpc } from './pods';
import { until } from './until';

/** The Gateway that the suite's routes hang at, with listeners `http` and `https`, and the class of its controller. */
export const GATEWAY = { gateway: 'public', gatewayNamespace: 'infra' };
export const CLASS = 'traefik';

const PATH = '/apis/gateway.networking.k8s.io/v1/namespaces';

/** Why nothing goes through a Gateway here; E2E_CLUSTER_COMMAND can bring one, so there it must be. */
export async function withoutGateway(): Promise<string | undefined> {
  const { status } = await api('GET', `${PATH}/infra/gateways/public`);
  if (status === 200) return undefined;
  const reason = 'this cluster has no Gateway infra/public: `addon traefik`';
  if (CLUSTER_COMMAND) throw new Error(`${reason}; E2E_CLUSTER_COMMAND is set, and has to bring it`);
  return reason;
}

/** Address of a Gateway. */
export async function address(namespace = 'infra', name = 'public'): Promise<string> {
  const { body } = await api('GET', `${PATH}/${namespace}/gateways/${name}`);
  return body.status.addresses[0].value;
}

/** Waits until a Gateway, or every parent of a route, says that a condition is met. */
export async function says(namespace: string, plural: string, name: string, condition: string): Promise<number> {
  return until(`${plural}/${name} is ${condition}`, 60, async () => {
    const { body } = await api('GET', `${PATH}/${namespace}/${plural}/${name}`);
    const all: any[][] = body.status?.parents?.map((one: any) => one.conditions) ?? [body.status?.conditions ?? []];
    const met = all.filter((one) => one.some(({ type, status }) => type === condition && status === 'True'));
    return met.length === all.length && met.length;
  });
}

/** Key of a Secret, as base64. */
export async function secretKey(namespace: string, name: string, key: string): Promise<string> {
  const { body } = await api('GET', `/api/v1/namespaces/${namespace}/secrets/${name}`);
  return body.data[key];
}

/** Answer to one request: status 0 and the reason where there is none. */
export interface Answered {
  readonly status: number;
  readonly location: string;
  readonly body: string;
}

/** Options of a request. */
export interface Asked {
  readonly headers?: { readonly [name: string]: string };
  /** Certificate of the authority that must have signed the server's, in base64. */
  readonly authority?: string;
}

/** Elixir that begins what asks over TLS. */
export const TLS_STARTS =
  '{:ok, _} = Application.ensure_all_started(:inets); {:ok, _} = Application.ensure_all_started(:ssl)';

/** Elixir: what one request is answered. */
export function request(url: string, { headers = {}, authority }: Asked = {}, milliseconds = 10_000): string {
  const fields = Object.entries(headers).map(([name, value]) => `{~c"${name}", ~c"${value}"}`);
  const trusted = authority
    ? `[verify: :verify_peer, cacerts: (for {_, der, _} <- :public_key.pem_decode(Base.decode64!("${authority}")), do: der),
        customize_hostname_check: [match_fun: :public_key.pkix_verify_hostname_match_fun(:https)]]`
    : '[verify: :verify_none]';
  return `
    case :httpc.request(:get, {~c"${url}", [${fields}]},
           [ssl: ${trusted}, autoredirect: false, timeout: ${milliseconds}], body_format: :binary) do
      {:ok, {{_, status, _}, headers, body}} ->
        %{status: status, location: to_string(:proplists.get_value(~c"location", headers, ~c"")), body: body}

      {:error, reason} ->
        %{status: 0, location: "", body: inspect(reason)}
    end`;
}

/** Asks from inside of a pod. */
export async function fetch(namespace: string, pod: string, url: string, asked: Asked = {}): Promise<Answered> {
  const expression = `${TLS_STARTS}; IO.puts(Hello.Json.encode(${request(url, asked)}))`;
  return JSON.parse(await rpc(namespace, pod, expression));
}

/** Asks until an answer is as wanted: a new route is not found for some seconds. */
export async function answered(
  namespace: string,
  pod: string,
  url: string,
  wanted: (answer: Answered) => boolean,
  asked: Asked = {},
): Promise<Answered> {
  let last: Answered | undefined;
  return until(`an answer of ${url}`, 60, async () => {
    last = await fetch(namespace, pod, url, asked);
    return wanted(last) && last;
  }).catch((error: Error) => {
    throw new Error(`${error.message}; last answer: ${JSON.stringify(last)}`);
  });
}

/** Elixir: a server of TLS in a pod, with a certificate of an authority of its own, which it gives back. */
export const secured = (host: string) => `
  node = %{root: [digest: :sha256, key: {:namedCurve, :secp256r1}], intermediates: [],
    peer: [digest: :sha256, key: {:namedCurve, :secp256r1},
      extensions: [{:Extension, {2, 5, 29, 17}, false, [dNSName: ~c"${host}"]}]]}
  %{server_config: server, client_config: client} = :public_key.pkix_test_data(%{server_chain: node, client_chain: node})
  spawn(fn ->
    {:ok, listener} = :ssl.listen(8443, [:binary, active: false, reuseaddr: true, alpn_preferred_protocols: ["http/1.1"]] ++ Keyword.take(server, [:cert, :key]))
    answer = fn socket ->
      with {:ok, socket} <- :ssl.handshake(socket, 5_000), {:ok, _} <- :ssl.recv(socket, 0, 5_000) do
        :ssl.send(socket, Hello.Http.response(200, [{"connection", "close"}], "of the pod"))
        :ssl.close(socket)
      end
    end
    Stream.repeatedly(fn -> {:ok, socket} = :ssl.transport_accept(listener); answer.(socket) end) |> Stream.run()
  end)
  IO.puts(:public_key.pem_encode(for der <- client[:cacerts], do: {:Certificate, der, :not_encrypted}) |> Base.encode64())`;
