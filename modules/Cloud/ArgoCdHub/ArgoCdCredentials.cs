using System.Collections.Immutable;
using Infra.Cloud.Clusters;
using Infra.Cloud.ExternalSecretsOperator;
using Infra.Cloud.Gke;
using Infra.Settings.Stacks;
using Pulumi;
using Pulumi.Kubernetes.Types.Inputs.Core.V1;
using Pulumi.Kubernetes.Types.Inputs.Meta.V1;
using Pulumi.Kubernetes.Types.Inputs.Rbac.V1;
using static Infra.Cloud.Clusters.ChartValues;
using Kubernetes = Pulumi.Kubernetes;

namespace Infra.Cloud.ArgoCdHub;

/// <summary>Argo CD's own credentials: one store of its namespace, and what is copied out of Secret Manager through it. No value passes through Pulumi.</summary>
/// <remarks>The store belongs to the namespace and not to the cluster, so nobody else can read through it.</remarks>
internal sealed class ArgoCdCredentials : ComponentResource
{
    public const string Token = "infra:cloud:ArgoCdCredentials";

    public const string RedisSecret = "argocd-redis";
    public const string SsoSecret = "argocd-sso";
    public const string SsoKey = "clientSecret";
    public const string NotificationsSecret = "argocd-notifications-secret";
    public const string NotificationsKey = "token";
    private const string GitSecret = "argocd-github-app";
    private const string Store = "argocd";

    private readonly ArgoCdArgs args;
    private readonly string prefix;
    private readonly string space = ArgoCdWorkloads.Namespace.Value;

    public ArgoCdCredentials(string name, ArgoCdArgs args, IReadOnlyList<Resource> after, ComponentResourceOptions options)
        : base(Token, name, options)
    {
        (this.args, prefix) = (args, name);
        var store = new Kubernetes.ApiExtensions.CustomResource($"{name}-store", StoreArgs(), Under.CustomObject(this, [.. args.ExternalSecrets, Reader(after), .. TokenGrants(after)]));
        Ready =
        [
            Copy(store, GitSecret, args.Settings.Git.Credential, "key", Git()),
            Copy(store, RedisSecret, args.Settings.Redis, "auth", Labelled([])),
            // The chart's own secret may not hold it: a reference with the name of a secret is resolved only in secrets that are part of Argo CD.
            Copy(store, SsoSecret, args.Settings.Sso.Credential, SsoKey, Labelled([])),
            Copy(store, NotificationsSecret, args.Settings.Notifications.Credential, NotificationsKey, Labelled([])),
        ];
        RegisterOutputs();
    }

    /// <summary>What Argo CD starts with.</summary>
    public ImmutableArray<Resource> Ready { get; }

    private static WorkloadSettings Workload => ArgoCdWorkloads.Secrets;

    // The account that the store reads as; it may read these four entries.
    private Kubernetes.Core.V1.ServiceAccount Reader(IReadOnlyList<Resource> after) => new($"{prefix}-account", new ServiceAccountArgs
    {
        Metadata = new ObjectMetaArgs { Name = Workload.ServiceAccount.Value, Namespace = space, Annotations = { [ArgoCd.AccountAnnotation] = WorkloadAccount.EmailOf(args.Names, Workload) } },
        // No pod runs as it.
        AutomountServiceAccountToken = false,
    }, Under.Component(this, after));

    // External Secrets may ask for tokens of this account, and of no other here.
    private IEnumerable<Resource> TokenGrants(IReadOnlyList<Resource> after)
    {
        var metadata = new ObjectMetaArgs { Name = $"{Workload.ServiceAccount}-tokens", Namespace = space };
        var role = new Kubernetes.Rbac.V1.Role($"{prefix}-tokens", new RoleArgs
        {
            Metadata = metadata,
            Rules = { new PolicyRuleArgs { ApiGroups = { "" }, Resources = { "serviceaccounts/token" }, ResourceNames = { Workload.ServiceAccount.Value }, Verbs = { "create" } } },
        }, Under.Component(this, after));
        yield return role;
        yield return new Kubernetes.Rbac.V1.RoleBinding($"{prefix}-tokens", new RoleBindingArgs
        {
            Metadata = metadata,
            RoleRef = new RoleRefArgs { ApiGroup = "rbac.authorization.k8s.io", Kind = "Role", Name = $"{Workload.ServiceAccount}-tokens" },
            Subjects = { new SubjectArgs { Kind = "ServiceAccount", Name = ExternalSecrets.ServiceAccount, Namespace = ExternalSecrets.Namespace } },
        }, Under.Component(this, [role]));
    }

    private CustomObjectArgs StoreArgs() => new(
        ExternalSecrets.ApiVersion,
        "SecretStore",
        new() { Name = Store, Namespace = space },
        Map(("provider", Map(("gcpsm", Map(
            ("projectID", args.Names.Project.Value),
            ("auth", Map(("workloadIdentity", Map(
                ("clusterProjectID", args.Names.Project.Value),
                ("clusterLocation", args.Region.Value),
                ("clusterName", args.Names.Cluster(args.Region)),
                ("serviceAccountRef", Map(("name", Workload.ServiceAccount.Value)))))))))))));

    private Kubernetes.ApiExtensions.CustomResource Copy(Resource store, string secret, CredentialSettings credential, string key, Dictionary<string, object> template) => new(
        $"{prefix}-{secret}",
        new CustomObjectArgs(
            ExternalSecrets.ApiVersion,
            "ExternalSecret",
            new() { Name = secret, Namespace = space },
            Map(
                // A number never changes, so it is only looked after; the latest one is followed within a minute.
                ("refreshInterval", credential.Version.Value == "latest" ? "1m0s" : "1h0m0s"),
                ("refreshPolicy", "Periodic"),
                ("secretStoreRef", Map(("kind", "SecretStore"), ("name", Store))),
                ("target", Map(("name", secret), ("creationPolicy", "Owner"), ("deletionPolicy", "Retain"), ("template", template))),
                ("data", new object[] { Map(("secretKey", key), ("remoteRef", Map(("key", credential.Entry.Value), ("version", credential.Version.Value)))) }))),
        Under.CustomObject(this, [store]));

    // Credentials for every repository of the owner, so that a new one needs none of its own.
    private Dictionary<string, object> Git()
    {
        var template = Labelled([("argocd.argoproj.io/secret-type", "repo-creds")]);
        template.Add("data", Map(
            ("type", "git"),
            ("url", args.Settings.Git.Owner.Value),
            ("githubAppID", args.Settings.Git.AppId.Value),
            ("githubAppInstallationID", args.Settings.Git.InstallationId.Value),
            ("githubAppPrivateKey", "{{ .key }}")));
        return template;
    }

    private static Dictionary<string, object> Labelled((string Key, object Value)[] more) => Map(
        ("engineVersion", "v2"),
        ("metadata", Map(("labels", Map([("app.kubernetes.io/part-of", "argocd"), .. more])))));
}
