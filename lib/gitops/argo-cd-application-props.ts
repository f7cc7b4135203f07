/** Overrides for the parts of an ArgoCdApplication: the API's own JSON, merged deeply. */
export interface ArgoCdApplicationOverrides {
  /** Into the Application. @default - nothing */
  readonly application?: any;
}

/** Properties of an ArgoCdApplication. */
export interface ArgoCdApplicationProps {
  /** Address of the Git repository that holds the rendered manifests. */
  readonly repository: string;

  /** Folder of the manifests in it: `dist/shop`. */
  readonly path: string;

  /** Namespace that the manifests are for. */
  readonly targetNamespace: string;

  /**
   * Files of the folder that are applied, as a pattern: `production.k8s.yaml`.
   *
   * @default - all of them
   */
  readonly include?: string;

  /**
   * Branch, tag or commit.
   *
   * @default 'HEAD'
   */
  readonly revision?: string;

  /**
   * Name.
   *
   * @default - the construct's id
   */
  readonly name?: string;

  /**
   * Project of Argo CD.
   *
   * @default 'default'
   */
  readonly project?: string;

  /**
   * Name of the cluster, as Argo CD knows it.
   *
   * @default 'in-cluster'
   */
  readonly clusterName?: string;

  /**
   * Whether Argo CD syncs by itself when the repository changes, removes what is in it no more, and sets back what somebody
   * changed in the cluster.
   *
   * @default true
   */
  readonly automated?: boolean;

  /**
   * Whether the objects go with the Application.
   *
   * @default false
   */
  readonly deletesObjects?: boolean;

  /**
   * Overrides: the API's own JSON for any field of the Application, merged deeply.
   *
   * @default - nothing
   */
  readonly overrides?: ArgoCdApplicationOverrides;
}
