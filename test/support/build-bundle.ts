// Builds a bundle from its description.
import { type Chart, Duration, Size } from 'cdk8s';
import {
  ConfigBundle,
  ConfigMapUse,
  ConfigValue,
  ExistingConfigMap,
  ExternalSecret,
  RemoteKey,
  SealedSecret,
  SecretProviderClass,
  SecretStore,
  SecretUse,
  Waiver,
} from 'cdk8s-elixir';
import type { BundleData, ValueData } from './app-description';
import { type Arrange, trim } from './build-options';
import { SECRET } from './build-pod';
import { SEALED } from './sealed';

/** Bundle of an app. */
export function buildBundle(chart: Chart, data: BundleData, arrange: Arrange): ConfigBundle {
  const { name, values, files, paths, secretEnvironment, secretFiles, localOnly } = data;
  const { variables = [], configMapVariables = [], configMapEnvironment, configMapFiles } = data;
  const { external = [], sealed, provider } = data;
  const sources = {
    external: external.length > 0 ? buildExternal(chart, external, arrange) : undefined,
    sealed: sealed ? new SealedSecret(chart, 'sealed', arrange({ encryptedData: { A: SEALED } })) : undefined,
    provider: provider ? buildProvider(chart, arrange) : undefined,
  };
  const platform = ExistingConfigMap.named('platform');
  return new ConfigBundle(
    chart,
    'bundle',
    arrange({
      name: trim(name, 46),
      values: values && Object.fromEntries(Object.entries(values).map(([key, value]) => [key, builtValue(value)])),
      files: { ...files, ...paths },
      variables: Object.fromEntries([
        ...variables.map((variable) => [variable, SECRET.key(variable)]),
        ...external.map((variable) => [variable, sources.external?.key(variable)]),
        ...(sources.sealed ? [['SEALED', sources.sealed.key('A')]] : []),
        ...(sources.provider ? [['PROVIDED', sources.provider.key('A')]] : []),
        ...configMapVariables.map((variable) => [variable, platform.key(variable)]),
      ]),
      configMaps: [
        ...(configMapEnvironment ? [ConfigMapUse.environment(platform, arrange({ prefix: 'P_' }))] : []),
        ...(configMapFiles ? [ConfigMapUse.files(platform, '/etc/platform', arrange({ keys: ['a.conf'] }))] : []),
      ],
      secrets: [
        ...(sources.provider ? [sources.provider.files('/run/provider')] : []),
        ...(secretEnvironment ? [SecretUse.environment(SECRET, arrange({ prefix: 'ALL_' }))] : []),
        ...(secretFiles ? [SecretUse.files(SECRET, '/run/secrets/chat', arrange({ keys: ['tls.crt'] }))] : []),
      ],
      localOnlySecrets: localOnly ? { L_TOKEN: 'only here' } : undefined,
      allow: localOnly ? [Waiver.localOnlySecrets('generated')] : undefined,
    }),
  );
}

function builtValue(value: ValueData): string | ConfigValue {
  switch (value.kind) {
    case 'text':
      return value.text;
    case 'boolean':
      return ConfigValue.boolean(value.truth);
    case 'url':
      return ConfigValue.url(value.url);
    case 'milliseconds':
      return ConfigValue.milliseconds(Duration.millis(value.number));
    case 'seconds':
      return ConfigValue.seconds(Duration.seconds(value.number));
    case 'bytes':
      return ConfigValue.bytes(Size.kibibytes(value.number));
    default:
      return ConfigValue.integer(value.number);
  }
}

function buildExternal(chart: Chart, keys: readonly string[], arrange: Arrange): ExternalSecret {
  const store = SecretStore.cluster('vault');
  const remote = keys.map((key) => [key, RemoteKey.of(`shop/${key}`, arrange({ property: 'value' }))]);
  return new ExternalSecret(chart, 'external', arrange({ store, keys: Object.fromEntries(remote) }));
}

function buildProvider(chart: Chart, arrange: Arrange): SecretProviderClass {
  const props = { provider: 'vault', parameters: { roleName: 'shop' }, keys: { A: 'a' } };
  return new SecretProviderClass(chart, 'provider', arrange(props));
}
