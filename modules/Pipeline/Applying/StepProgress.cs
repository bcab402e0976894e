using System.Globalization;
using Infra.Model.Backends;
using Infra.Model.Masking;
using Infra.Model.Plans;
using Infra.Pipeline.Workspace;

namespace Infra.Pipeline.Applying;

/// <summary>Says on a terminal how far an update is: one line that is rewritten. Without a terminal it says nothing.</summary>
public sealed class StepProgress(Host host, int total) : IProgress<StepEvent>
{
    private int finished;

    /// <summary>Whether a step was begun: from then on nothing is a refusal.</summary>
    public bool HasBegun { get; private set; }

    /// <inheritdoc />
    public void Report(StepEvent value)
    {
        // A component is only recorded: no cloud was asked for anything yet.
        HasBegun |= value is not { Phase: StepPhase.Done, Step.Custom: false };
        if (!host.ErrorIsTerminal || value.Step.Op == StepOp.Read)
        {
            return;
        }

        if (value.Phase is not StepPhase.Began)
        {
            finished++;
        }

        const string clear = "\r\u001b[K";
        string line = string.Create(
            CultureInfo.InvariantCulture, $"[{finished}/{total}] {PlanJson.Name(value.Step.Op)} {Printable.Text($"{value.Step.Type} {value.Step.Name}")}");
        host.Error.Write(clear + (finished == total ? "" : Printable.Cut(line, 100)));
    }
}
