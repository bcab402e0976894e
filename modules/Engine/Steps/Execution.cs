using Infra.Engine.Capture;
using Infra.Engine.State;
using Infra.Model.Backends;
using Infra.Model.Errors;
using Infra.Model.Plans;
using Infra.Model.Properties;

namespace Infra.Engine.Steps;

/// <summary>One plan, carried out: the program runs once more to give values, then what it no longer declares is deleted.</summary>
/// <param name="program">The program.</param>
/// <param name="patience">After how long without progress it counts as hanging.</param>
/// <param name="run">What records the steps.</param>
/// <param name="cloud">What carries them out.</param>
/// <param name="secrets">The digests of secrets.</param>
/// <param name="progress">Told of each step; null to be quiet.</param>
internal sealed class Execution(StackProgram program, TimeSpan patience, StateRun run, ICloud cloud, SecretBook secrets, IProgress<StepEvent>? progress)
{
    /// <summary>
    /// Whether nothing is really made. What the cloud refused then stays unknown to the program, as in a preview, so that the program goes on and
    /// all refusals are found; in an update such values are null, and the program may stop at the first.
    /// </summary>
    public bool IsRehearsal { get; init; }

    /// <summary>What was done, failed and skipped.</summary>
    public StepExecutor Steps { get; } = new(run, cloud, progress);

    /// <summary>The place in program order of each resource that was declared.</summary>
    public IReadOnlyDictionary<Urn, int> Order { get; private set; } = new Dictionary<Urn, int>();

    /// <summary>The stack's outputs; null when the program did not come to its end.</summary>
    public PropertyMap? Outputs { get; private set; }

    /// <summary>Whether a plan is one of a destroy.</summary>
    public static bool Destroys(Plan plan) => plan.Steps.All(s => s.Op == StepOp.Delete);

    /// <summary>Carries the plan out.</summary>
    /// <exception cref="InfraException">The plan does not fit any more, or the program failed by itself.</exception>
    public async Task RunAsync(Plan plan, CancellationToken cancellation)
    {
        if (Destroys(plan))
        {
            Outputs = PropertyMap.Empty;
            Steps.Delete(plan.Steps, cancellation);
            return;
        }

        ApplyRegistrar registrar = new(plan, Urn.Root(program.Stack, program.Project), run.State, cloud, secrets, Steps, cancellation);
        try
        {
            Outputs = await StackCapture.RunAsync(program, registrar, preview: IsRehearsal, secrets.Digest, patience);
            registrar.Stopped?.Throw();
            registrar.RequireAll();
            registrar.Delete();
        }
        catch (Exception) when (registrar.Stopped is { } stale)
        {
            // Whatever the program made of it afterwards.
            stale.Throw();
        }
        catch (InfraException) when (Steps.HasFailures)
        {
            // The program could not go on without what failed; the failure itself is what people have to see.
        }
        finally
        {
            Order = new Dictionary<Urn, int>(registrar.Order);
        }
    }
}
