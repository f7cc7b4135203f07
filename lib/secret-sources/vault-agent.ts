import { Refusal } from '../errors/refusal';
import type { Labels } from '../kubernetes/api';
import { checkName } from '../kubernetes/names';
import type { Contribution } from '../pod/contribution';
import { publicClass } from '../props/public-class';
import { checkHoldsNoSecret } from '../risks/literals';
import { SecretFile } from '../secrets/secret-file';
import { checkMade } from './made-keys';

/** Options for `VaultAgent.of`. */
export interface VaultAgentOptions {
  /** Role of Vault's Kubernetes authentication: bound to the ServiceAccount and the namespace of the release. */
  readonly role: string;

  /** Files, each with the path of the secret in Vault: `{ cookie: 'secret/data/shop' }` is `/vault/secrets/cookie`. */
  readonly files: { [file: string]: string };

  /**
   * Templates of files, in the language of Consul Template; a file without one holds all of its secret.
   *
   * Source: https://developer.hashicorp.com/vault/docs/agent-and-proxy/agent/template
   *
   * @default - none
   */
  readonly templates?: { [file: string]: string };

  /**
   * Audience of the token by which the agent says whose pod it is in, where the role asks for one.
   *
   * @default - that of the API server
   */
  readonly audience?: string;
}

/** Folder of the files, and name of the volume with the agent's token. */
const FOLDER = '/vault/secrets';
const TOKEN = 'vault-token';

/** Seconds for which the token is valid; the kubelet renews it. */
const TOKEN_SECONDS = 7200;

const at = (annotation: string) => `vault.hashicorp.com/${annotation}`;

/**
 * Agent of Vault in the pods of a release, which the Vault Agent Injector puts there: secrets become files in `/vault/secrets`
 * before the release starts, and are renewed while it runs. The agent has a token of its own; the release gets none. The
 * injector sets its containers up as the Pod Security Standard `restricted` asks. Where `egress` is given, it must let
 * pods reach Vault.
 *
 * A release reads variables: `env.sh.eex` makes them of the files, `. /vault/secrets/env` for example.
 *
 * Source: https://developer.hashicorp.com/vault/docs/platform/k8s/injector/annotations;
 * https://github.com/hashicorp/vault-k8s, agent-inject/agent
 */
export class VaultAgent {
  /**
   * Agent that brings these files.
   *
   * @param options role and files
   * @throws where a file has no name or no secret, or a template holds a secret itself
   */
  public static of(options: VaultAgentOptions): VaultAgent {
    const { role, files, templates = {}, audience } = options;
    if (Object.keys(files).length === 0) throw noFile();
    const annotations: { [key: string]: string } = {
      [at('agent-inject')]: 'true',
      [at('role')]: role,
      [at('agent-service-account-token-volume-name')]: TOKEN,
    };
    for (const [file, path] of Object.entries(files)) {
      annotations[at(`agent-inject-secret-${checkFile('files', file)}`)] = path;
    }
    for (const [file, text] of Object.entries(templates)) {
      checkMade('VaultAgent.of.templates', file, Object.keys(files));
      checkHoldsNoSecret('VaultAgent.of.templates', file, text);
      annotations[at(`agent-inject-template-${file}`)] = text;
    }
    return new VaultAgent(annotations, Object.keys(files), audience);
  }

  private constructor(
    private readonly annotations: Labels,
    private readonly files: readonly string[],
    private readonly audience?: string,
  ) {}

  /**
   * One of the files.
   *
   * @param file its name
   * @throws where there is no such file
   */
  public file(file: string): SecretFile {
    return SecretFile.at(`${FOLDER}/${checkMade('VaultAgent file', file, this.files)}`);
  }

  /**
   * Contribution to the pods of a release.
   *
   * @param once whether the pods run once: an agent that went on beside them would keep them from ending
   *
   * @internal
   */
  public _contribution(once: boolean): Contribution {
    const { annotations, audience } = this;
    const token = { path: 'token', expirationSeconds: TOKEN_SECONDS, ...(audience === undefined ? {} : { audience }) };
    return {
      by: 'vaultAgent',
      property: 'value',
      podAnnotations: once ? { ...annotations, [at('agent-pre-populate-only')]: 'true' } : annotations,
      volumes: [{ name: TOKEN, projected: { sources: [{ serviceAccountToken: token }] } }],
    };
  }
}

publicClass(VaultAgent, 'VaultAgent');

/** Name of a file: it is part of an annotation's name. */
function checkFile(property: string, file: string): string {
  checkName('qualifiedKey', `VaultAgent.of.${property}`, at(`agent-inject-template-${file}`));
  return file;
}

function noFile(): Refusal {
  return new Refusal({
    property: 'VaultAgent.of.files',
    value: {},
    why: 'the agent would bring nothing',
    allowed: 'one file or more',
    fix: "files: { env: 'secret/data/shop' }",
  });
}
