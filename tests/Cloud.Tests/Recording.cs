using System.Collections.Concurrent;
using System.Collections.Immutable;
using Infra.Cloud.Bootstrap;
using Infra.Cloud.Environments;
using Pulumi;
using Pulumi.Testing;
using Pulumi.Utilities;

namespace Infra.Cloud.Tests;

/// <summary>Runs a program against mocks and keeps what it made. Data sources are refused: a preview has no credentials.</summary>
internal sealed class Recording : IMocks
{
    private readonly ConcurrentDictionary<(string Type, string Name), (ImmutableDictionary<string, object> Inputs, string? Provider)> inputs = new();
    private readonly ConcurrentQueue<(Resource Resource, ResourceOptions Options)> options = new();

    private readonly bool preview;
    private readonly bool endpoints;

    private Recording(bool preview, bool endpoints = true) => (this.preview, this.endpoints) = (preview, endpoints);

    public ImmutableArray<Made> All { get; private set; } = [];

    /// <summary>What a program makes that stands alone.</summary>
    public static async Task<Recording> OfAsync(Action program, bool preview = false)
    {
        var recording = new Recording(preview);
        await recording.RunAsync(new(o => new ProgramStack(program, o)));
        return recording;
    }

    /// <summary>What the stack of an environment makes.</summary>
    public static async Task<Recording> OfAsync(Infra.Settings.Stacks.StackSettings settings, bool preview = false, bool released = true)
    {
        var recording = new Recording(preview);
        await recording.RunAsync(new(o => new EnvironmentStack(settings, released ? Samples.Source : null, o)));
        return recording;
    }

    /// <summary>What the stack of an environment makes where Google gives no cluster a DNS endpoint.</summary>
    public static async Task<Recording> WithoutEndpointsAsync(Infra.Settings.Stacks.StackSettings settings, bool preview)
    {
        var recording = new Recording(preview, endpoints: false);
        await recording.RunAsync(new(o => new EnvironmentStack(settings, Samples.Source, o)));
        return recording;
    }

    /// <summary>What the stack bootstrap makes.</summary>
    public static async Task<Recording> OfAsync(Infra.Settings.Stacks.BootstrapSettings settings, bool preview = false)
    {
        var recording = new Recording(preview);
        await recording.RunAsync(new(o => new BootstrapStack(settings, o)));
        return recording;
    }

    public Made One(string type) => Assert.Single(All, m => m.Type == type);

    public Made One(string type, string name) => Assert.Single(All, m => m.Type == type && m.Name == name);

    public Made[] Of(string type) => [.. All.Where(m => m.Type == type)];

    public Task<(string? id, object state)> NewResourceAsync(MockResourceArgs args)
    {
        Assert.True(inputs.TryAdd((args.Type!, args.Name!), (args.Inputs, args.Provider)), $"two of {args.Type} {args.Name}");
        if (preview)
        {
            // As an engine answers before anything exists: what is computed is unknown, so a resource declared in Apply would be missing.
            return Task.FromResult<(string?, object)>((null, args.Inputs));
        }

        var state = args.Inputs.ToBuilder();
        state.TryAdd("name", args.Name!);
        state.TryAdd("selfLink", $"self/{args.Name}");
        state.TryAdd("url", $"gs://{args.Name}");
        if (args.Inputs.TryGetValue("accountId", out var account))
        {
            state["email"] = $"{account}@project.iam.gserviceaccount.com";
            state["member"] = $"serviceAccount:{account}@project.iam.gserviceaccount.com";
            state["name"] = $"projects/project/serviceAccounts/{account}@project.iam.gserviceaccount.com";
        }
        else if (args.Type == "gcp:organizations/project:Project")
        {
            state["number"] = $"number-of-{args.Inputs["projectId"]}";
        }
        else if (args.Type == "gcp:container/cluster:Cluster" && endpoints)
        {
            state["controlPlaneEndpointsConfig"] = WithEndpoint((ImmutableDictionary<string, object>)args.Inputs["controlPlaneEndpointsConfig"], args.Name!);
        }
        else if (args.Type == "gcp:projects/serviceIdentity:ServiceIdentity")
        {
            state["member"] = $"serviceAccount:agent-of-{args.Inputs["service"]}";
        }

        return Task.FromResult<(string?, object)>(($"id/{args.Type!.Split(':')[^1]}/{args.Name}", state.ToImmutable()));
    }

    // What Google adds to the block that was asked for.
    private static ImmutableDictionary<string, object> WithEndpoint(ImmutableDictionary<string, object> asked, string cluster) =>
        asked.SetItem("dnsEndpointConfig", ((ImmutableDictionary<string, object>)asked["dnsEndpointConfig"]).SetItem("endpoint", $"{cluster}.gke.goog"));

    public Task<object> CallAsync(MockCallArgs args) => throw new InvalidOperationException($"The data source {args.Token} was read.");

    private async Task RunAsync(StackFactory factory)
    {
        factory.Transformation = args =>
        {
            options.Enqueue((args.Resource, args.Options));
            return null;
        };
        var test = new TestOptions { IsPreview = preview, ProjectName = "infra", StackName = "test" };
        await factory.RunAsync(this, test);
        var made = ImmutableArray.CreateBuilder<Made>();
        foreach (var (resource, how) in options)
        {
            var key = (resource.GetResourceType(), resource.GetResourceName());
            var (values, provider) = inputs.GetValueOrDefault(key, (ImmutableDictionary<string, object>.Empty, null));
            var after = await OutputUtilities.GetValueAsync(((Input<ImmutableArray<Resource>>)how.DependsOn).ToOutput());
            made.Add(new(
                key.Item1,
                key.Item2,
                values,
                how.Parent is Stack ? null : how.Parent?.GetResourceName(),
                provider,
                how.Protect ?? false,
                [.. (after.IsDefault ? [] : after).Select(r => $"{r.GetResourceType()} {r.GetResourceName()}")],
                [.. how.IgnoreChanges],
                (how as CustomResourceOptions)?.ImportId,
                how.Version,
                await AliasesAsync(key.Item1, key.Item2, how)));
        }

        All = made.ToImmutable();
    }

    // "type name" of what a resource was before.
    private static async Task<ImmutableArray<string>> AliasesAsync(string type, string name, ResourceOptions how)
    {
        var before = ImmutableArray.CreateBuilder<string>();
        foreach (var one in how.Aliases)
        {
            var alias = await OutputUtilities.GetValueAsync(one.ToOutput());
            var oldName = alias.Name is null ? name : await OutputUtilities.GetValueAsync(alias.Name.ToOutput());
            var oldType = alias.Type is null ? type : await OutputUtilities.GetValueAsync(alias.Type.ToOutput());
            before.Add($"{oldType} {oldName}");
        }

        return before.ToImmutable();
    }

    private sealed class StackFactory(Func<StackOptions, Stack> make) : IServiceProvider
    {
        public ResourceTransformation Transformation { get; set; } = _ => null;

        public Task RunAsync(IMocks mocks, TestOptions test) => Deployment.TestWithServiceProviderAsync<Stack>(mocks, this, test);

        public object GetService(Type serviceType) => make(new() { ResourceTransformations = { Transformation } });
    }

    private sealed class ProgramStack : Stack
    {
        public ProgramStack(Action program, StackOptions options)
            : base(options) => program();
    }
}
