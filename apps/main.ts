// Every example app, for one `app:` line in cdk8s.yaml.
import './hello-phoenix/main';
import './chat-cluster/main';
import './shop/main';
import './fleet/main';
