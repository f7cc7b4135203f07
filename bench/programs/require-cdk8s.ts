require('cdk8s');
