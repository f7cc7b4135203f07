/** What `--help` shows. */
export const USAGE = `cdk8s-elixir synth [flags]

  Runs the cdk8s app, and replaces the output folder when it was successful and wrote something.

  -a, --app COMMAND       command that runs the app; without it \`app\` of cdk8s.yaml
  -o, --output FOLDER     folder that is replaced; without it \`output\` of cdk8s.yaml, or dist
  -p, --stdout            writes the manifests to standard output, and no folder
  -w, --watch             runs again whenever a file was saved
  -q, --quiet             says nothing on success
      --no-validate       leaves out the plugins that \`validations\` of cdk8s.yaml names
      --plugins-dir FOLDER
                          where plugins are kept; without it \`pluginsDirectory\` of cdk8s.yaml, or ~/.cdk8s/plugins
      --validation-reports-output-file FILE
                          where the plugins' reports go, as JSON
      --format plain      the only format; \`npx cdk8s synth\` writes Helm charts
  -h, --help
  -v, --version

  A variable such as CDK8S_OUTPUT stands for a flag, as with the stock command. --check-upgrade is taken and does nothing:
  the network is never asked.`;
