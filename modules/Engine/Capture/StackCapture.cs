using System.Collections.Concurrent;
using System.Collections.Immutable;
using Infra.Model.Errors;
using Infra.Model.Properties;
using Pulumi;
using Pulumi.Testing;

namespace Infra.Engine.Capture;

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
    private readonly Declarations declarations;
    private readonly RegistrationReader reader;
    private readonly ConcurrentQueue<InfraException> refused = new();
    private readonly ConcurrentDictionary<string, ImmutableDictionary<string, Output<object?>>> outputs = new(StringComparer.Ordinal);
    private readonly bool preview;
    private Exception? thrown;

    private StackCapture(StackProgram program, IRegistrar registrar, bool preview, Func<PropertyValue, string> digest, TimeSpan patience)
    {
        (this.program, this.registrar, this.preview, this.digest, this.patience) = (program, registrar, preview, digest, patience);
        declarations = new Declarations(program);
        reader = new RegistrationReader(program, declarations, digest, refused.Enqueue);
    }

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
            ErrorKind.Configuration,
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
            throw messages.Length == 1 ? refused.First() : new InfraException(refused.First().Kind, string.Join('\n', messages));
        }

        throw thrown as InfraException
            ?? new InfraException(ErrorKind.Failed, $"The program of stack {program.Stack} failed: {thrown!.Message}", thrown);
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
                string stuck = declarations.At(passed) is { } waiting ? waiting.Urn.Value : "the program itself";
                throw new InfraException(
                    ErrorKind.Timeout,
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
            order.Finish(declarations.DeclareRoot(args).Index);
            return null;
        }

        Declared resource = declarations.Declare(args);
        _ = LeaveOrderWhenNeverReadyAsync(resource);
        return new ResourceTransformationResult(new WireArgs { Index = resource.Index, Inner = args.Args }, args.Options);
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
                ErrorKind.Bug, $"The Pulumi SDK did not pass the wire wrapper of {args.Type} '{args.Name}'. The local backend is made for Pulumi 3.112.1.");
        }

        Declared resource = declarations.At(Convert.ToInt32(index, System.Globalization.CultureInfo.InvariantCulture))!;
        Walk walk = await resource.Walk;
        IReadOnlyList<Resource> dependsOn = await resource.DependsOn;
        await order.TurnAsync(resource.Index);
        try
        {
            Registration registration = reader.Read(resource, (string)json, walk, dependsOn, args.Id);
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

    /// <summary>What the SDK asks for the root stack.</summary>
    private sealed class Factory(StackCapture capture) : IServiceProvider
    {
        public object GetService(Type serviceType) => capture.CreateStack();
    }
}
