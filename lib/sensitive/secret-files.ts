/** Files that hold secrets, by the name that programs look for, and files of private keys and key stores. */
const SECRET_FILE =
  /^(\.?pgpass(\.conf)?|[._]netrc|\.?htpasswd|\.dockercfg|\.dockerconfigjson|\.git-credentials|\.?erlang\.cookie|kubeconfig|id_(rsa|dsa|ecdsa|ed25519)(_sk)?)$|\.(p12|pfx|jks|keystore|kdbx|ppk|key)$|(^|[-._])(client|host|priv|private|server|ssl|tls)[-._]?key\.(pem|der)$|^privkey\d*\.pem$/i;

/** Files that everybody may read, whatever else their name says. */
const OPEN_FILE = /(^|[-._])pub(lic)?([-._]|$)/i;

/** Extensions of code, pages and pictures: their names say what they are about, not what they hold. */
const ASSET =
  /\.(beam|css|e?eex|erl|ex|gif|graphql|heex|hrl|html?|ico|jpe?g|lua|map|md|mjs|js|png|proto|rego|rst|sh|sql|svg|ts|xsd)$/i;

/** Extensions of data, which are no part of what a name says. */
const DATA = /\.(cfg|cnf|conf|config|csv|env|exs|ini|json|pem|properties|toml|txt|xml|ya?ml)$/i;

/** Whether programs keep secrets in a file of this name. */
export function fileHoldsSecret(name: string): boolean {
  return SECRET_FILE.test(name) && !OPEN_FILE.test(name);
}

/** Whether a name is that of code, a page or a picture. */
export function isAsset(name: string): boolean {
  return ASSET.test(name);
}

/** Name without the extension of data. */
export function withoutExtension(name: string): string {
  return name.replace(DATA, '');
}
