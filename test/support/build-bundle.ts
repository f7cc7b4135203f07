// Builds a bundle from its description.
import { type Chart, Duration, Size } from 'cdk8s';
import { ConfigBundle, ConfigMapUse, ConfigValue, ExistingConfigMap, SecretUse, Waiver } from 'cdk8s-elixir';
import type { BundleData, ValueData } from './app-description';
import { type Arrange, trim } from './build-options';
import { SECRET } from './build-pod';

/** Bundle of an app. */
export function buildBundle(chart: Chart, data: BundleData, arrange: Arrange): ConfigBundle {
  const { name, values, files, paths, secretEnvironment, secretFiles, localOnly } = data;
  const { variables = [], configMapVariables = [], configMapEnvironment, configMapFiles } = data;
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
        ...configMapVariables.map((variable) => [variable, platform.key(variable)]),
      ]),
      configMaps: [
        ...(configMapEnvironment ? [ConfigMapUse.environment(platform, arrange({ prefix: 'P_' }))] : []),
        ...(configMapFiles ? [ConfigMapUse.files(platform, '/etc/platform', arrange({ keys: ['a.conf'] }))] : []),
      ],
      secrets: [
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
