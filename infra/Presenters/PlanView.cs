using Infra.Model.Errors;

namespace Infra.Presenters;

/// <summary>How a plan is shown to people.</summary>
internal sealed record PlanView
{
    /// <summary>How much changes in each component, on one screen, instead of each resource.</summary>
    public bool Summary { get; init; }

    /// <summary>The resources or components of which everything is shown; none for the plan.</summary>
    public IReadOnlyList<string> Show { get; init; } = [];

    /// <summary>The resources that are shown, with what they depend on; none for all.</summary>
    public IReadOnlyList<string> Target { get; init; } = [];

    /// <summary>Whether it is shown as a page in a browser.</summary>
    public bool Open { get; init; }

    /// <summary>Refuses what cannot go together.</summary>
    /// <param name="format">How data is written.</param>
    /// <param name="seal">Whether the plan is sealed.</param>
    /// <exception cref="InfraException">Options contradict each other; every contradiction is said.</exception>
    public void Require(OutputFormat format, bool seal)
    {
        string?[] problems =
        [
            seal && Target.Count > 0 ? "--seal and --target cannot go together: an envelope is approved and applied whole, and a part of a plan would leave the environment between two states. Seal without --target; --target only shows." : null,
            seal && Open ? "--seal and --open cannot go together: --out is the file of the envelope for one and of the page for the other. Run the preview twice." : null,
            format != OutputFormat.Tree && (Summary || Show.Count > 0 || Target.Count > 0 || Open) ? $"--format {format.ToString().ToLowerInvariant()} writes the plan whole, and --summary, --show, --target and --open choose what people see of it. Leave one of both out." : null,
            Show.Count > 0 && (Summary || Target.Count > 0 || Open) ? "--show is everything of one resource, so it does not go together with --summary, --target or --open." : null,
        ];
        if (problems.Any(p => p is not null))
        {
            throw new InfraException(ErrorKind.Configuration, string.Join('\n', problems.OfType<string>()));
        }
    }
}
