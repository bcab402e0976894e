using System.Collections.Concurrent;
using System.Collections.Immutable;
using Pulumi;
using Pulumi.Gcp.Dns;
using Pulumi.Gcp.SecretManager;
using Pulumi.Kubernetes.ApiExtensions;
using Pulumi.Kubernetes.Helm.V3;
using Pulumi.Kubernetes.Types.Inputs.Helm.V3;
using Pulumi.Kubernetes.Types.Inputs.Meta.V1;
using Pulumi.Testing;

namespace Infra.Offline.Tests;

/// <summary>What provider classes send to the engine. These pass with the official packages and with the stand-ins.</summary>
public sealed class ProviderClassesTests
{
    [Fact]
    public async Task A_resource_sends_its_type_token_its_inputs_by_wire_name_and_its_defaults()
    {
        var sent = await SentBy(() => _ = new ManagedZone("zone", new ManagedZoneArgs { DnsName = "a.example.", Labels = { ["team"] = "core" } }));

        var zone = sent["zone"];
        Assert.Equal("gcp:dns/managedZone:ManagedZone", zone.Type);
        Assert.Equal("a.example.", zone.Inputs["dnsName"]);
        Assert.Equal("core", Assert.IsType<ImmutableDictionary<string, object>>(zone.Inputs["labels"])["team"]);
        Assert.Equal("Managed by Pulumi", zone.Inputs["description"]);
    }

    [Fact]
    public async Task A_Kubernetes_resource_sends_its_own_apiVersion_and_kind()
    {
        var sent = await SentBy(() =>
        {
            _ = new Pulumi.Kubernetes.Core.V1.Namespace("argocd");
            _ = new Pulumi.Kubernetes.Networking.V1.NetworkPolicy("deny", new() { Kind = "Other" });
            _ = new Release("chart", new ReleaseArgs { Chart = "argo-cd" });
        });

        Assert.Equal(("kubernetes:core/v1:Namespace", "v1", "Namespace"), Identity(sent["argocd"]));
        Assert.Equal(("kubernetes:networking.k8s.io/v1:NetworkPolicy", "networking.k8s.io/v1", "NetworkPolicy"), Identity(sent["deny"]));
        Assert.Equal("kubernetes:helm.sh/v3:Release", sent["chart"].Type);
        Assert.Equal("true", sent["chart"].Inputs["compat"]);
    }

    [Fact]
    public async Task A_custom_resource_takes_its_token_from_its_arguments()
    {
        var sent = await SentBy(() => _ = new Pulumi.Kubernetes.ApiExtensions.CustomResource("store", new StoreArgs { Metadata = new ObjectMetaArgs { Name = "hub" } }));

        Assert.Equal(("kubernetes:external-secrets.io/v1:ClusterSecretStore", "external-secrets.io/v1", "ClusterSecretStore"), Identity(sent["store"]));
        Assert.Equal("hub", Assert.IsType<ImmutableDictionary<string, object>>(sent["store"].Inputs["metadata"])["name"]);
    }

    [Fact]
    public async Task Providers_send_what_is_not_text_as_JSON()
    {
        var sent = await SentBy(() =>
        {
            _ = new Pulumi.Gcp.Provider("gcp", new() { Project = "seed", UserProjectOverride = true });
            _ = new Pulumi.Kubernetes.Provider("k8s", new() { EnableServerSideApply = true });
        });

        Assert.Equal("pulumi:providers:gcp", sent["gcp"].Type);
        Assert.Equal("seed", sent["gcp"].Inputs["project"]);
        Assert.Equal("true", sent["gcp"].Inputs["userProjectOverride"]);
        Assert.Equal("pulumi:providers:kubernetes", sent["k8s"].Type);
        Assert.Equal("true", sent["k8s"].Inputs["enableServerSideApply"]);
    }

    [Fact]
    public async Task Outputs_are_read_by_their_wire_names()
    {
        string? value = null;
        await SentBy(() => new ManagedZone("zone", new ManagedZoneArgs { DnsName = "a.example." }).NameServers.Apply(servers => value = servers[0]));

        Assert.Equal("ns.example.", value);
    }

    [Fact]
    public async Task A_secret_input_is_secret_whoever_sets_it()
    {
        var isSecret = false;
        await SentBy(async () => isSecret = await Output.IsSecretAsync(new SecretVersionArgs { SecretData = "x" }.SecretData.ToOutput()));

        Assert.True(isSecret);
    }

    private static (string Type, object ApiVersion, object Kind) Identity(MockResourceArgs sent) => (sent.Type!, sent.Inputs["apiVersion"], sent.Inputs["kind"]);

    private static Task<IReadOnlyDictionary<string, MockResourceArgs>> SentBy(Action declare) => SentBy(() =>
    {
        declare();
        return Task.CompletedTask;
    });

    private static async Task<IReadOnlyDictionary<string, MockResourceArgs>> SentBy(Func<Task> declare)
    {
        var mocks = new Recorder();
        await Deployment.TestAsync(mocks, new TestOptions { IsPreview = false }, declare);
        return mocks.Sent;
    }

    private sealed class StoreArgs() : CustomResourceArgs("external-secrets.io/v1", "ClusterSecretStore");

    private sealed class Recorder : IMocks
    {
        public ConcurrentDictionary<string, MockResourceArgs> Sent { get; } = new(StringComparer.Ordinal);

        public Task<(string? id, object state)> NewResourceAsync(MockResourceArgs args)
        {
            Sent[args.Name!] = args;
            return Task.FromResult<(string? id, object state)>((args.Name + "-id", args.Inputs.SetItem("nameServers", ImmutableArray.Create<object>("ns.example."))));
        }

        public Task<object> CallAsync(MockCallArgs args) => throw new InvalidOperationException($"unexpected call of {args.Token}");
    }
}
