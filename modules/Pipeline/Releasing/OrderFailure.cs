using System.Globalization;
using Infra.Delivery.Order;
using Infra.Model.Errors;
using Infra.Model.Masking;

namespace Infra.Pipeline.Releasing;

/// <summary>A failure in a rollout that had come to a step, and what it means.</summary>
/// <param name="Failed">What failed.</param>
/// <param name="Step">The step that the rollout had come to; all of it and before it had gone out.</param>
/// <param name="Response">What becomes of every application.</param>
public sealed record OrderFailure(IReadOnlyList<OrderedService> Failed, int Step, FailureResponse Response)
{
    /// <summary>What becomes of the applications of an environment; null where nothing failed.</summary>
    /// <param name="environment">The environment.</param>
    /// <param name="order">Its applications.</param>
    /// <param name="failed">What failed, as it was typed.</param>
    /// <param name="step">The step that the rollout had come to, as it was typed; null for the last.</param>
    /// <param name="rollback">Whether the order of rollback was asked for, which says nothing about a failure.</param>
    /// <exception cref="InfraException">Something is wrong with what was typed; all of it is named.</exception>
    public static OrderFailure? Of(string environment, ServiceOrder order, IReadOnlyCollection<string> failed, string? step, bool rollback)
    {
        ArgumentNullException.ThrowIfNull(order);
        ArgumentNullException.ThrowIfNull(failed);
        OrderedService[] services = [.. failed.Select(order.Find).OfType<OrderedService>().Distinct()];
        string[] names = [.. order.Services.Select(s => s.Name.Value).Order(StringComparer.Ordinal)];
        List<string> problems = [.. failed.Distinct(StringComparer.Ordinal).Where(f => order.Find(f) is null).Select(f => Unknown(environment, f, names))];
        if (rollback && failed.Count > 0)
        {
            problems.Add("--rollback lists everything, and --failed what a failure takes back. Leave one of them out.");
        }

        int reached = order.Steps;
        if (step is not null && failed.Count == 0)
        {
            problems.Add("--step says how far a rollout had come when something failed. Name what failed with --failed APP.");
        }
        else if (step is not null && order.Steps > 0 && !(int.TryParse(step, NumberStyles.None, CultureInfo.InvariantCulture, out reached) && reached >= 1 && reached <= order.Steps))
        {
            problems.Add($"--step is '{Printable.Text(step)}'; {environment} has the steps 1 to {order.Steps}. Write one of them.");
        }
        else
        {
            problems.AddRange(services.Where(s => s.Deploy > reached).Select(s => $"--failed is '{s.Name}', which goes out in step {s.Deploy}, and --step is {reached}: it had not gone out. Write --step {s.Deploy} or a later one."));
        }

        return problems.Count > 0 ? throw new InfraException(ErrorKind.Configuration, string.Join('\n', problems))
            : services.Length == 0 ? null
            : new OrderFailure(services, reached, order.AfterFailure([.. services.Select(s => s.Name)], [.. order.Services.Where(s => s.Deploy <= reached).Select(s => s.Name)]));
    }

    private static string Unknown(string environment, string written, string[] names)
    {
        string mend = Spelling.Nearest(written, names) is { } near ? $"Did you mean {near}?" : names.Length == 0 ? "None does." : $"There are: {string.Join(", ", names)}.";
        return $"--failed is '{Printable.Text(written)}', and no application of this name runs in {environment}. {mend}";
    }
}
