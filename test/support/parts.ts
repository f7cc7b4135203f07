// The parts of constructs that overrides reach.
import { type ApiObject, Duration, Size } from 'cdk8s';
import {
  ArgoCdApplication,
  ConfigBundle,
  DefaultDeny,
  Discovery,
  Distribution,
  DistributionCertificate,
  Exposure,
  ExternalSecret,
  FluxKustomization,
  FluxSource,
  Gateway,
  GatewayListener,
  type IExposure,
  ListenerSet,
  Namespace,
  Runners,
  Scaling,
  ScalingTrigger,
  SealedSecret,
  SecretProviderClass,
  SecretStore,
  SharedStorage,
  Tls,
  Waiver,
} from 'cdk8s-elixir';
import { SEALED } from './sealed';
import { newChart, newCluster, newCronJob, newJob, newMigration, newPhoenix, newRelease } from './subjects';

type Chart = ReturnType<typeof newChart>;

const LISTENERS = [GatewayListener.https(['a.example'], { tls: Tls.secret('mine') })];

/** How a part is made with an override. */
type Make = (chart: Chart, override: object | undefined) => ApiObject | undefined;

/** Object of a kind that a way in makes. */
const ofKind =
  (kind: string, exposure: () => IExposure): Make =>
  (chart, override) => {
    const props = { exposures: [exposure()], overrides: { exposures: { [kind]: override } } };
    return newPhoenix(chart, props).endpoint.exposures.find((one) => one.kind === kind);
  };

/** For every part of every construct, how it is made with an override. */
export const PARTS: { readonly [part: string]: Make } = {
  'ErlangCluster.service': (chart, service) => newCluster(chart, { overrides: { service } }).service,
  'ErlangCluster.role': (chart, role) =>
    newCluster(chart, { discovery: Discovery.kubernetes(), overrides: { role } }).role,
  'ErlangCluster.certificate': (chart, certificate) => {
    const distribution = Distribution.tls({ certificate: DistributionCertificate.issuer('authority') });
    return newCluster(chart, { distribution, overrides: { certificate } }).certificate;
  },
  'ConfigBundle.configMap': (chart, configMap) =>
    new ConfigBundle(chart, 'config', { values: { A: 'b' }, overrides: { configMap } }).configMap,
  'ConfigBundle.filesConfigMap': (chart, filesConfigMap) =>
    new ConfigBundle(chart, 'config', { files: { a: 'b' }, overrides: { filesConfigMap } }).filesConfigMap,
  'ConfigBundle.secret': (chart, secret) => {
    const allow = [Waiver.localOnlySecrets('tested')];
    return new ConfigBundle(chart, 'config', { localOnlySecrets: { A: 'b' }, allow, overrides: { secret } }).secret;
  },
  'ExternalSecret.externalSecret': (chart, externalSecret) => {
    const props = { store: SecretStore.named('vault'), keys: { A: 'a' }, overrides: { externalSecret } };
    return new ExternalSecret(chart, 'shop', props).apiObject;
  },
  'SealedSecret.sealedSecret': (chart, sealedSecret) =>
    new SealedSecret(chart, 'shop', { encryptedData: { A: SEALED }, overrides: { sealedSecret } }).apiObject,
  'SecretProviderClass.secretProviderClass': (chart, secretProviderClass) => {
    const props = { provider: 'vault', keys: { A: 'a' }, overrides: { secretProviderClass } };
    return new SecretProviderClass(chart, 'shop', props).apiObject;
  },
  'ElixirRelease.workload': (chart, workload) =>
    newRelease(chart, { cluster: newCluster(chart), overrides: { workload } }).workload,
  'ElixirRelease.workload of a StatefulSet': (chart, workload) => {
    const storage = [{ name: 'data', mountPath: '/data', size: Size.gibibytes(1) }];
    const sidecars = [{ name: 'proxy', image: 'acme/proxy:1', ports: [{ name: 'admin', containerPort: 9901 }] }];
    return newRelease(chart, { storage, sidecars, overrides: { workload } }).workload;
  },
  'ElixirRelease.serviceAccount': (chart, serviceAccount) =>
    newRelease(chart, { overrides: { serviceAccount } }).serviceAccount,
  'ElixirRelease.vmArgs': (chart, vmArgs) => newRelease(chart, { overrides: { vmArgs } }).vmArgs,
  'ElixirRelease.podDisruptionBudget': (chart, podDisruptionBudget) =>
    newRelease(chart, { overrides: { podDisruptionBudget } }).podDisruptionBudget,
  'ElixirRelease.networkPolicy': (chart, networkPolicy) =>
    newRelease(chart, { overrides: { networkPolicy } }).networkPolicy,
  'ElixirRelease.roleBinding': (chart, roleBinding) => {
    const cluster = newCluster(chart, { discovery: Discovery.kubernetes() });
    return newRelease(chart, { cluster, overrides: { roleBinding } }).roleBinding;
  },
  'ElixirRelease.headlessService': (chart, headlessService) =>
    newRelease(chart, { stableNames: true, overrides: { headlessService } }).headlessService,
  'SharedStorage.claim': (chart, claim) =>
    new SharedStorage(chart, 'uploads', { size: Size.gibibytes(1), overrides: { claim } }).claim,
  'Namespace.namespace': (chart, namespace) =>
    new Namespace(chart, 'namespace', { overrides: { namespace } }).apiObject,
  'Namespace.resourceQuota': (chart, resourceQuota) =>
    new Namespace(chart, 'namespace', { quota: { pods: '5' }, overrides: { resourceQuota } }).resourceQuota,
  'Namespace.limitRange': (chart, limitRange) => {
    const containerDefaults = { memory: { limit: Size.mebibytes(256) } };
    return new Namespace(chart, 'namespace', { containerDefaults, overrides: { limitRange } }).limitRange;
  },
  'ArgoCdApplication.application': (chart, application) => {
    const at = { repository: 'https://github.com/acme/deploy.git', path: 'dist/shop', targetNamespace: 'shop' };
    return new ArgoCdApplication(chart, 'shop', { ...at, overrides: { application } }).apiObject;
  },
  'FluxKustomization.kustomization': (chart, kustomization) => {
    const source = FluxSource.gitRepository('deploy');
    return new FluxKustomization(chart, 'shop', { source, path: 'dist/shop', overrides: { kustomization } }).apiObject;
  },
  'DefaultDeny.networkPolicy': (chart, networkPolicy) =>
    new DefaultDeny(chart, 'default-deny', { overrides: { networkPolicy } }).networkPolicy,
  'ReleaseJob.job': (chart, job) => newJob(chart, { overrides: { job } }).job,
  'ReleaseJob.networkPolicy': (chart, networkPolicy) => newJob(chart, { overrides: { networkPolicy } }).networkPolicy,
  'ReleaseJob.serviceAccount': (chart, serviceAccount) =>
    newJob(chart, { overrides: { serviceAccount } }).serviceAccount,
  'ReleaseJob.vmArgs': (chart, vmArgs) => newJob(chart, { overrides: { vmArgs } }).vmArgs,
  'ReleaseCronJob.cronJob': (chart, cronJob) => newCronJob(chart, { overrides: { cronJob } }).cronJob,
  'ReleaseCronJob.networkPolicy': (chart, networkPolicy) =>
    newCronJob(chart, { overrides: { networkPolicy } }).networkPolicy,
  'ReleaseCronJob.serviceAccount': (chart, serviceAccount) =>
    newCronJob(chart, { overrides: { serviceAccount } }).serviceAccount,
  'ReleaseCronJob.vmArgs': (chart, vmArgs) => newCronJob(chart, { overrides: { vmArgs } }).vmArgs,
  'Migration.job': (chart, job) => newMigration(chart, { overrides: { job } }).releaseJob.job,
  'ElixirRelease.scaling.HorizontalPodAutoscaler': (chart, HorizontalPodAutoscaler) => {
    const scaling = Scaling.horizontal({ min: 1, max: 2, cpuUtilization: 70, scaleUp: {} });
    return newRelease(chart, { scaling, overrides: { scaling: { HorizontalPodAutoscaler } } }).scaling[0];
  },
  'ElixirRelease.scaling.ScaledObject': (chart, ScaledObject) => {
    const scaling = Scaling.keda({ min: 1, max: 2, triggers: [ScalingTrigger.cpu(70)] });
    return newRelease(chart, { scaling, overrides: { scaling: { ScaledObject } } }).scaling[0];
  },
  ...Object.fromEntries(
    [...['Role', 'RoleBinding', 'ResourceQuota', 'NetworkPolicy'].entries()].map(([index, kind]) => [
      `ElixirRelease.runners.${kind}`,
      (chart: Chart, override: object | undefined) => {
        const runners = Runners.flame({ max: 2 });
        const props = { cluster: newCluster(chart), runners, overrides: { runners: { [kind]: override } } };
        return newRelease(chart, props).runners[index + 1];
      },
    ]),
  ),
  'PhoenixService.service': (chart, service) => newPhoenix(chart, { overrides: { service } }).endpoint.service,
  'PhoenixService.exposures.HTTPRoute': ofKind('HTTPRoute', () => Exposure.gateway({ gateway: 'a' })),
  'PhoenixService.exposures.BackendTLSPolicy': ofKind('BackendTLSPolicy', () =>
    Exposure.gateway({ gateway: 'a', backendTls: { host: 'a.example', authority: 'ca' } }),
  ),
  'PhoenixService.exposures.ReferenceGrant': ofKind('ReferenceGrant', () => {
    const { endpoint } = newPhoenix(newChart({ namespace: 'shop' }, 'other'));
    return Exposure.gateway({ gateway: 'a', shares: [{ endpoint, percent: 10 }] });
  }),
  'PhoenixService.exposures.GRPCRoute': ofKind('GRPCRoute', () =>
    Exposure.grpcRoute({ gateway: 'a', methods: [{ service: 'a.B', method: 'C' }] }),
  ),
  'PhoenixService.exposures.TLSRoute': ofKind('TLSRoute', () => Exposure.tlsRoute({ gateway: 'a' })),
  'Gateway.gateway': (chart, gateway) =>
    new Gateway(chart, 'public', { className: 'a', listeners: LISTENERS, overrides: { gateway } }).apiObject,
  'ListenerSet.listenerSet': (chart, listenerSet) =>
    new ListenerSet(chart, 'team', { gateway: 'a', listeners: LISTENERS, overrides: { listenerSet } }).apiObject,
  'PhoenixService.exposures.Ingress': ofKind('Ingress', () => Exposure.ingress({ tls: Tls.issuer('a') })),
  'PhoenixService.exposures.Certificate': ofKind('Certificate', () =>
    Exposure.ingress({ tls: Tls.issuer('a', { certificate: true }) }),
  ),
  'PhoenixService.exposures.Middleware': ofKind('Middleware', () => Exposure.traefik({ tls: Tls.secret('a') })),
  'PhoenixService.exposures.BackendConfig': ofKind('BackendConfig', () =>
    Exposure.gke({ tls: Tls.managedCertificate(), healthPath: '/health', stickiness: Duration.hours(1) }),
  ),
  'PhoenixService.exposures.FrontendConfig': ofKind('FrontendConfig', () =>
    Exposure.gke({ tls: Tls.managedCertificate() }),
  ),
  'PhoenixService.exposures.ManagedCertificate': ofKind('ManagedCertificate', () =>
    Exposure.gke({ tls: Tls.managedCertificate() }),
  ),
};
