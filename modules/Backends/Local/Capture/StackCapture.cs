using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Pulumi;
using Pulumi.Testing;
using Pulumi.Utilities;

namespace Infra.Backends.Local;

/// <summary>
/// Runs a program under Pulumi's own test deployment and hands every resource to a registrar: one transformation records what the
/// program declared, one mock answers with what the registrar decided. Only public Pulumi API is used.
/// </summary>
internal sealed class StackCapture : IMocks
{
    private readonly StackProgram program;
    private readonly IRegistrar registrar;
    private readonly Func<PropertyValue, string> digest;
    private readonly TimeSpan patience;
    private readonly ProgramOrder order = new();
    private readonly ConcurrentDictionary<Resource, Declared> declared = new(ReferenceEqualityComparer.Instance);
    private readonly ConcurrentDictionary<int, Declared> byIndex = new();
    private readonly ConcurrentQueue<InfraException> refused = new();
    private readonly ConcurrentDictionary<string, ImmutableDictionary<string, Output<object?>>> outputs = new(StringComparer.Ordinal);
    private readonly bool preview;
    private int count;
    private Exception? thrown;

    private StackCapture(StackProgram program, IRegistrar registrar, bool preview, Func<PropertyValue, string> digest, TimeSpan patience)
    {
        (this.program, this.registrar, this.preview, this.digest, this.patience) = (program, registrar, preview, digest, patience);
    }

    private Urn Root => Urn.Root(program.Stack, program.Project);

    /// <summary>Runs the program once and returns the stack's outputs.</summary>
    /// <param name="program">The program.</param>
    /// <param name="registrar">What plans or carries out its resources.</param>
    /// <param name="preview">Whether values that an apply decides stay unknown.</param>
    /// <param name="digest">The keyed digest of secrets.</param>
    /// <param name="patience">After how long without progress a program counts as hanging.</param>
    /// <exception cref="InfraException">The program failed or declares something that cannot be.</exception>
    public static async Task<PropertyMap> RunAsync(
        StackProgram program, IRegistrar registrar, bool preview, Func<PropertyValue, string> digest, TimeSpan patience)
    {
        StackCapture capture = new(program, registrar, preview, digest, patience);
        return await capture.RunAsync();
    }

    /// <inheritdoc />
    public async Task<(string? id, object state)> NewResourceAsync(MockResourceArgs args)
    {
        // Mocks run inside the constructor of the resource: give the program its thread back before anything else.
        await Task.Yield();
        try
        {
            return await RegisterAsync(args);
        }
        catch (OperationCanceledException)
        {
            return Unknown;
        }
        catch (Exception failure)
        {
            thrown ??= failure;
            order.Close();
            return Unknown;
        }
    }

    private static (string? Id, object State) Unknown => (null, ImmutableDictionary<string, object>.Empty);

    /// <inheritdoc />
    public Task<object> CallAsync(MockCallArgs args)
    {
        ArgumentNullException.ThrowIfNull(args);
        InfraException refusal = new(
            ExitCode.Configuration,
            $"The program calls {args.Token}, which asks a cloud. The local backend has none to ask. Take the value from stacks/ or from a resource's output instead.");
        refused.Enqueue(refusal);
        return Task.FromException<object>(refusal);
    }

    /// <inheritdoc />
    public Task RegisterResourceOutputs(MockRegisterResourceOutputsRequest args)
    {
        ArgumentNullException.ThrowIfNull(args);
        outputs[args.Urn] = args.Outputs;
        return Task.CompletedTask;
    }

    private async Task<PropertyMap> RunAsync()
    {
        int exitCode = Environment.ExitCode;
        using CancellationTokenSource over = new();
        try
        {
            TestOptions options = new() { IsPreview = preview, ProjectName = program.Project, StackName = program.Stack };
            Task<ImmutableArray<Resource>> run = Deployment.TestWithServiceProviderAsync<Stack>(this, new Factory(this), options);
            Task watch = WatchAsync(run, over.Token);
            if (await Task.WhenAny(run, watch) == watch)
            {
                order.Close();
                await watch;
            }

            await run;
        }
        catch (Exception failure) when (failure is not InfraException)
        {
            thrown ??= failure;
        }
        finally
        {
            // The runner returns at the first error while the rest goes on: let the step in hand end before anything is written.
            order.Close();
            await order.IdleAsync();
            await over.CancelAsync();

            // A failed test deployment sets the exit status of the whole process.
            Environment.ExitCode = exitCode;
        }

        Refuse();
        string rootUrn = outputs.Keys.FirstOrDefault(u => u.Contains($"::{Urn.RootType}::", StringComparison.Ordinal)) ?? "";
        return outputs.TryGetValue(rootUrn, out ImmutableDictionary<string, Output<object?>>? stackOutputs)
            ? await OutputValues.ReadAsync(stackOutputs, digest)
            : PropertyMap.Empty;
    }

    private void Refuse()
    {
        if (refused.IsEmpty && thrown is null)
        {
            return;
        }

        if (!refused.IsEmpty)
        {
            string[] messages = [.. refused.Select(r => r.Message).Distinct(StringComparer.Ordinal)];
            throw messages.Length == 1 ? refused.First() : new InfraException(refused.First().ExitCode, string.Join('\n', messages));
        }

        throw thrown as InfraException
            ?? new InfraException(ExitCode.Error, $"The program of stack {program.Stack} failed: {thrown!.Message}", thrown);
    }

    // A child that depends on its own parent's outputs waits for ever; so does a task that nobody completes.
    private async Task WatchAsync(Task run, CancellationToken over)
    {
        int before = -1;
        while (!run.IsCompleted)
        {
            int passed = order.Passed;
            if (passed == before)
            {
                string stuck = byIndex.TryGetValue(passed, out Declared? waiting) ? waiting.Urn.Value : "the program itself";
                throw new InfraException(
                    ExitCode.Timeout,
                    $"Nothing moved for {patience.TotalSeconds:0} s; {stuck} waits for a value that never comes. A resource must not depend on a component that it is part of, or on a task that is never completed.");
            }

            before = passed;
            await Task.WhenAny(run, Task.Delay(patience, over));
            if (over.IsCancellationRequested)
            {
                return;
            }
        }
    }

    private Stack CreateStack()
    {
        try
        {
            return program.Create(new StackOptions { ResourceTransformations = { Transform } });
        }
        catch (Exception failure)
        {
            // The runner reports exceptions without their cause; keep it.
            thrown ??= failure;
            throw;
        }
    }

    private ResourceTransformationResult? Transform(ResourceTransformationArgs args)
    {
        if (string.Equals(args.Resource.GetResourceType(), Urn.RootType, StringComparison.Ordinal))
        {
            // The SDK registers the root by itself, without the mock.
            order.Finish(Declare(args, parent: null, Root).Index);
            return null;
        }

        Declared parent = args.Options.Parent is { } given ? declared[given] : byIndex[0];
        Urn urn = Urn.Child(program.Stack, program.Project, parent.Urn, args.Resource.GetResourceType(), args.Resource.GetResourceName());
        Declared resource = Declare(args, parent, urn);
        resource.Walk = DependencyWalker.WalkAsync(args.Args);
        resource.DependsOn = ReadDependsOnAsync(args.Options);
        _ = LeaveOrderWhenNeverReadyAsync(resource);
        return new ResourceTransformationResult(new WireArgs { Index = resource.Index, Inner = args.Args }, args.Options);
    }

    private Declared Declare(ResourceTransformationArgs args, Declared? parent, Urn urn)
    {
        Declared resource = new()
        {
            Index = Interlocked.Increment(ref count) - 1,
            Resource = args.Resource,
            Urn = urn,
            Parent = parent,
            Custom = args.Resource is CustomResource,
            Options = args.Options,
            Protect = args.Options.Protect ?? parent?.Protect ?? false,
            RetainOnDelete = args.Options.RetainOnDelete ?? parent?.RetainOnDelete ?? false,
        };
        OfferProviders(resource, args.Options);
        declared[args.Resource] = resource;
        byIndex[resource.Index] = resource;
        if (parent is not null)
        {
            lock (parent.Children)
            {
                parent.Children.Add(resource);
            }
        }

        return resource;
    }

    private void OfferProviders(Declared resource, ResourceOptions options)
    {
        List<ProviderResource> given = options is ComponentResourceOptions component ? [.. component.Providers] : [];
        if (options.Provider is not null)
        {
            given.Add(options.Provider);
        }

        foreach (ProviderResource provider in given)
        {
            if (declared.TryGetValue(provider, out Declared? known))
            {
                resource.Offer(Package(provider.GetResourceType()), known);
            }
        }

        if (resource.Custom && resource.Resource is not ProviderResource)
        {
            resource.Provider = resource.Inherited(Package(resource.Resource.GetResourceType()));
        }
    }

    // "gcp:compute/network:Network" and "pulumi:providers:gcp" both belong to "gcp".
    private static string Package(string type)
    {
        const string providers = "pulumi:providers:";
        return type.StartsWith(providers, StringComparison.Ordinal) ? type[providers.Length..] : type[..type.IndexOf(':', StringComparison.Ordinal)];
    }

    private static async Task<IReadOnlyList<Resource>> ReadDependsOnAsync(ResourceOptions options)
    {
        Output<ImmutableArray<Resource>> dependsOn = options.DependsOn.ToOutput();
        return await OutputUtilities.GetIsKnownAsync(dependsOn) && await OutputUtilities.GetValueAsync(dependsOn) is { IsDefault: false } known ? known : [];
    }

    // A resource whose inputs fail is never registered: take it out of the order, or everything after it would wait.
    private async Task LeaveOrderWhenNeverReadyAsync(Declared resource)
    {
        try
        {
            await resource.Walk;
            await resource.DependsOn;
        }
        catch (Exception cause)
        {
            registrar.Unready(resource.Urn, cause);
            order.Finish(resource.Index);
        }
    }

    private async Task<(string? Id, object State)> RegisterAsync(MockResourceArgs args)
    {
        if (!args.Inputs.TryGetValue(WireArgs.IndexName, out object? index) || !args.Inputs.TryGetValue(WireArgs.InnerName, out object? json))
        {
            throw new InfraException(
                ExitCode.Internal, $"The Pulumi SDK did not pass the wire wrapper of {args.Type} '{args.Name}'. The local backend is made for Pulumi 3.112.1.");
        }

        Declared resource = byIndex[Convert.ToInt32(index, System.Globalization.CultureInfo.InvariantCulture)];
        Walk walk = await resource.Walk;
        IReadOnlyList<Resource> dependsOn = await resource.DependsOn;
        await order.TurnAsync(resource.Index);
        try
        {
            Registration registration = ToRegistration(resource, (string)json, walk, dependsOn, args.Id);
            Registered result = await registrar.RegisterAsync(registration);
            return (result.AllUnknown ? null : result.Id, State(resource, result));
        }
        finally
        {
            order.Finish(resource.Index);
        }
    }

    // With IsPreview false a missing output is a known null, so "everything unknown" is said property by property.
    private static ImmutableDictionary<string, object> State(Declared resource, Registered result) =>
        result.AllUnknown ? OutputNames.AllUnknown(resource.Resource.GetType()) : Wire.Answer(result.Outputs);

    private Registration ToRegistration(Declared resource, string json, Walk walk, IReadOnlyList<Resource> dependsOn, string? readId)
    {
        ImmutableSortedDictionary<string, ImmutableArray<Urn>>.Builder byProperty =
            ImmutableSortedDictionary.CreateBuilder<string, ImmutableArray<Urn>>(StringComparer.Ordinal);
        HashSet<Urn> all = [];
        foreach ((string property, HashSet<Resource> resources) in walk.ByProperty)
        {
            ImmutableArray<Urn> urns = Expand(resource, resources);
            if (urns.Length > 0)
            {
                byProperty[property] = urns;
                all.UnionWith(urns);
            }
        }

        foreach (Resource dependency in dependsOn)
        {
            if (declared.TryGetValue(dependency, out Declared? known) && !ReferenceEquals(known, resource) && resource.IsAtOrBelow(known))
            {
                refused.Enqueue(new InfraException(
                    ExitCode.Configuration,
                    $"{resource.Urn} depends on {known.Urn}, which it is a part of. A component is done only when its children are; depend on what is inside it."));
            }
        }

        all.UnionWith(Expand(resource, dependsOn));
        CustomResourceOptions? custom = resource.Options as CustomResourceOptions;
        if (resource.Provider is { } provider)
        {
            all.Add(provider.Urn);
        }

        return new Registration
        {
            Index = resource.Index,
            Urn = resource.Urn,
            Custom = resource.Custom,
            Parent = resource.Parent?.Urn,
            Provider = resource.Provider?.Urn,
            Inputs = RewriteUrns(Wire.ReadInputs(json, walk, digest), walk),
            PropertyDependencies = byProperty.ToImmutable(),
            DependsOn = Sorted(all),
            Protect = resource.Protect,
            RetainOnDelete = resource.RetainOnDelete,
            DeleteBeforeReplace = custom?.DeleteBeforeReplace,
            IgnoreChanges = [.. resource.Options.IgnoreChanges],
            ReplaceOnChanges = [.. resource.Options.ReplaceOnChanges],
            Aliases = Aliases(resource),
            ReadId = string.IsNullOrEmpty(readId) ? null : readId,
            ImportId = string.IsNullOrEmpty(custom?.ImportId) ? null : custom.ImportId,
        };
    }

    private ImmutableArray<Urn> Expand(Declared user, IEnumerable<Resource> resources)
    {
        HashSet<Urn> urns = [];
        foreach (Resource resource in resources)
        {
            if (declared.TryGetValue(resource, out Declared? known))
            {
                known.Expand(user.Index, urns);
            }
        }

        urns.Remove(user.Urn);
        return Sorted(urns);
    }

    private static ImmutableArray<Urn> Sorted(HashSet<Urn> urns)
    {
        Urn[] sorted = [.. urns];
        Array.Sort(sorted, static (a, b) => string.CompareOrdinal(a.Value, b.Value));
        return ImmutableCollectionsMarshal.AsImmutableArray(sorted);
    }

    // A mock's URNs know the first parent only. Where a program uses a URN as an input, put the real one.
    private PropertyMap RewriteUrns(PropertyMap inputs, Walk walk)
    {
        Dictionary<string, string>? wrong = null;
        foreach (Resource resource in walk.ByProperty.Values.SelectMany(r => r))
        {
            if (declared.TryGetValue(resource, out Declared? known) && known.Parent?.Parent is not null)
            {
                string qualified = $"{known.Parent.Urn.Type}${known.Urn.Type}";
                wrong ??= new Dictionary<string, string>(StringComparer.Ordinal);
                wrong[$"urn:pulumi:{program.Stack}::{program.Project}::{qualified}::{known.Urn.Name}"] = known.Urn.Value;
            }
        }

        return wrong is null ? inputs : ((MapValue)Rewrite(PropertyValue.Of(inputs), wrong)).Map;
    }

    private static PropertyValue Rewrite(PropertyValue value, Dictionary<string, string> wrong) => value switch
    {
        StringValue text when wrong.TryGetValue(text.Value, out string? right) => PropertyValue.Of(right),
        MapValue map => PropertyValue.Of(PropertyMap.From(map.Map.Select(e => KeyValuePair.Create(e.Key, Rewrite(e.Value, wrong))))),
        ListValue list => PropertyValue.Of([.. list.Items.Select(i => Rewrite(i, wrong))]),
        _ => value,
    };

    // Aliases that the SDK adds by itself (an Input that is not a plain Alias of ours) are resolved like any other.
    private ImmutableArray<Urn> Aliases(Declared resource)
    {
        List<Urn> aliases = [];
        foreach (Input<Alias> input in resource.Options.Aliases)
        {
            Task<Alias> value = OutputUtilities.GetValueAsync(input.ToOutput());
            if (value.IsCompletedSuccessfully && value.Result is { } alias)
            {
                aliases.Add(Resolve(alias, resource));
            }
        }

        return [.. aliases.Distinct().Where(a => a != resource.Urn)];
    }

    private Urn Resolve(Alias alias, Declared resource)
    {
        if (alias.Urn is { Length: > 0 } urn)
        {
            return new Urn(urn);
        }

        Urn parent = alias.NoParent ? Root
            : alias.Parent is { } given && declared.TryGetValue(given, out Declared? known) ? known.Urn
            : resource.Parent?.Urn ?? Root;
        return Urn.Child(
            Text(alias.Stack) ?? program.Stack, Text(alias.Project) ?? program.Project, parent, Text(alias.Type) ?? resource.Urn.Type, Text(alias.Name) ?? resource.Urn.Name);
    }

    private static string? Text(Input<string>? input)
    {
        if (input is null)
        {
            return null;
        }

        Task<string> value = OutputUtilities.GetValueAsync(input.ToOutput());
        return value.IsCompletedSuccessfully && !string.IsNullOrEmpty(value.Result) ? value.Result : null;
    }

    /// <summary>What the SDK asks for the root stack.</summary>
    private sealed class Factory(StackCapture capture) : IServiceProvider
    {
        public object GetService(Type serviceType) => capture.CreateStack();
    }
}
