using System.Globalization;
using Infra.Pipeline;

namespace Infra;

/// <summary>Says which emergencies wait for their review.</summary>
internal static class ReviewOutput
{
    public static void Write(Host host, IEnumerable<OpenReview> reviews, string? environment = null)
    {
        DateTimeOffset now = host.Clock.GetUtcNow();
        foreach (OpenReview review in reviews.Where(r => environment is null || r.Environment == environment))
        {
            host.Error.Write(string.Create(
                CultureInfo.InvariantCulture,
                $"review {(review.Due <= now ? "overdue since" : "due until")} {review.Due:yyyy-MM-dd HH:mm} UTC: the emergency of {review.AppliedAt:yyyy-MM-dd HH:mm} in {Printable.Text(review.Environment)} by {Printable.Text(review.Actor)}, envelope {review.Envelope}. Somebody who neither approved nor applied it runs `infra approve FILE --review`.\n"));
        }
    }
}
