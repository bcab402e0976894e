using System.Globalization;
using Infra.Delivery.Approvals;
using Infra.Model.Masking;
using Infra.Pipeline.Workspace;

namespace Infra.Presenters;

/// <summary>Says what was done in an emergency and waits for its review.</summary>
internal static class ReviewOutput
{
    public static void Write(Host host, IEnumerable<OpenReview> reviews, string? environment = null)
    {
        DateTimeOffset now = host.Clock.GetUtcNow();
        foreach (OpenReview review in reviews.Where(r => environment is null || r.Environment == environment))
        {
            host.Error.Write($"review {Text(review, now)}\n");
        }
    }

    /// <summary>Until when it is due, what is reviewed, and how.</summary>
    public static string Text(OpenReview review, DateTimeOffset now)
    {
        string done = string.Create(
            CultureInfo.InvariantCulture,
            $"{(IsOverdue(review, now) ? "overdue since" : "due until")} {review.Due:yyyy-MM-dd HH:mm} UTC: the {(review.Override is null ? "emergency" : "override")} of {review.At:yyyy-MM-dd HH:mm} in {Printable.Text(review.Environment)} by {Printable.Text(review.Actor)}");
        return review.Override is { } recorded
            ? $"{done}: {Printable.Text(recorded.Reason)}. {Asked(recorded, review.Backend)}"
            : $"{done}, envelope {review.Digest}. Somebody who neither approved nor applied it runs `infra approve FILE --review`.";
    }

    /// <summary>Whether nobody reviewed it in time.</summary>
    public static bool IsOverdue(OpenReview review, DateTimeOffset now) => review.Due <= now;

    /// <summary>Who reviews an override, and with which command.</summary>
    public static string Asked(FreezeOverride recorded, string backend) =>
        $"Somebody who neither recorded nor approved it runs `infra freeze review {Printable.Text(recorded.Environment)} --id {recorded.Id} --reason TEXT{(backend == "local" ? "" : $" --backend {Printable.Text(backend)}")}`.";
}
