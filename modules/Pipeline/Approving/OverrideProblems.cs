using Infra.Delivery.Approvals;
using Infra.Model.Masking;

namespace Infra.Pipeline.Approving;

/// <summary>What is wrong with an override before anybody approves it.</summary>
public static class OverrideProblems
{
    private const int MinReason = 8;

    /// <summary>What is wrong with a reason; null where it says enough to whoever needs it.</summary>
    /// <param name="reason">The reason.</param>
    /// <param name="who">Whoever needs it.</param>
    public static string? OfReason(string reason, string who)
    {
        ArgumentNullException.ThrowIfNull(reason);
        return reason.Trim().Length < MinReason ? $"--reason is '{Printable.Text(reason)}'; {who} needs at least {MinReason} characters." : null;
    }

    /// <summary>What is wrong with the reason and the end of an override.</summary>
    /// <param name="reason">The reason.</param>
    /// <param name="now">When it begins.</param>
    /// <param name="until">When it ends.</param>
    public static IEnumerable<string> Of(string reason, DateTimeOffset now, DateTimeOffset until)
    {
        if (OfReason(reason, "whoever reviews it") is { } problem)
        {
            yield return problem;
        }

        if (until <= now || until - now > FreezeOverride.Longest)
        {
            yield return $"--until is {until:yyyy-MM-dd'T'HH:mm:ss'Z'}, and now is {now:yyyy-MM-dd'T'HH:mm:ss'Z'}; an override ends later than now and within {FreezeOverride.Longest.TotalHours} hours.";
        }
    }
}
