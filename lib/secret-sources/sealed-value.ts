import { Refusal } from '../errors/refusal';

/** Bytes of the encrypted session key, by the size of the controller's RSA key. */
const SESSION_KEY_BYTES = [256, 384, 512, 1024];

/** Bytes that AES-GCM adds. */
const TAG_BYTES = 16;

/**
 * Value as `kubeseal` encrypts it: base64 of the length of the session key in two bytes, the session key, and what it encrypts.
 * Anything else would be a secret in clear text, or one that never unseals.
 *
 * Source: https://github.com/bitnami-labs/sealed-secrets, pkg/crypto, `HybridEncrypt`
 *
 * @throws where it is not; the value is not shown
 */
export function checkSealed(property: string, value: string): string {
  const bytes = Buffer.from(value, 'base64');
  const isBase64 = bytes.toString('base64') === value;
  const length = bytes.length > 2 ? bytes.readUInt16BE(0) : 0;
  if (isBase64 && SESSION_KEY_BYTES.includes(length) && bytes.length >= 2 + length + TAG_BYTES) return value;
  throw new Refusal({
    property,
    why: 'it is not what kubeseal writes: a secret in clear text would stand in the manifest, and what is encrypted otherwise never unseals',
    allowed: 'the output of kubeseal, without a newline',
    fix: 'kubeseal --raw --namespace NAMESPACE --name NAME --from-file=KEY',
  });
}
