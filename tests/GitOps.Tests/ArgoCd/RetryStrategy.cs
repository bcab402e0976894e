using System.Globalization;

namespace Infra.GitOps.Tests;

/// <summary>When a failed sync is tried again. Source: argo-cd pkg/apis/application/v1alpha1/types.go RetryStrategy and NextRetryAt; the limit of 5 without a strategy: controller/appcontroller.go autoSync.</summary>
/// <param name="Limit">How often; below zero without end.</param>
/// <param name="Refresh">Whether an attempt takes the newest revision.</param>
internal sealed record RetryStrategy(long Limit, bool Refresh, TimeSpan Duration, double Factor, TimeSpan Maximum)
{
    /// <summary>The strategy of an Application's spec.</summary>
    public static RetryStrategy Of(IReadOnlyDictionary<string, object?> spec)
    {
        if (spec.At("syncPolicy", "retry") is not IReadOnlyDictionary<string, object?> retry)
        {
            return new RetryStrategy(5, Refresh: false, TimeSpan.FromSeconds(5), 2, TimeSpan.FromMinutes(3));
        }

        return new RetryStrategy(
            retry.At("limit") as long? ?? 0,
            retry.Flag("refresh"),
            retry.Text("backoff", "duration") is { } duration ? Parse(duration) : TimeSpan.FromSeconds(5),
            retry.At("backoff", "factor") as long? ?? 2,
            retry.Text("backoff", "maxDuration") is { } maximum ? Parse(maximum) : TimeSpan.FromMinutes(3));
    }

    /// <summary>When the next attempt is due.</summary>
    /// <param name="last">When the last one ended.</param>
    /// <param name="count">How many attempts were made again.</param>
    public TimeSpan Next(TimeSpan last, long count)
    {
        double seconds = Duration.TotalSeconds * Math.Pow(Factor, count);
        return last + TimeSpan.FromSeconds(Maximum > TimeSpan.Zero ? Math.Min(Maximum.TotalSeconds, seconds) : seconds);
    }

    /// <summary>Whether another attempt follows after as many.</summary>
    public bool Allows(long count) => Limit < 0 || count < Limit;

    // parseStringToDuration: a bare number is seconds, else Go's time.ParseDuration of whole hours, minutes and seconds.
    private static TimeSpan Parse(string text)
    {
        if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long bare))
        {
            return TimeSpan.FromSeconds(bare);
        }

        TimeSpan sum = TimeSpan.Zero;
        long number = 0;
        foreach (char c in text)
        {
            if (char.IsAsciiDigit(c))
            {
                number = (number * 10) + c - '0';
                continue;
            }

            sum += c switch
            {
                'h' => TimeSpan.FromHours(number),
                'm' => TimeSpan.FromMinutes(number),
                's' => TimeSpan.FromSeconds(number),
                _ => throw new FormatException($"unable to parse {text} as a duration"),
            };
            number = 0;
        }

        return number == 0 ? sum : throw new FormatException($"unable to parse {text} as a duration");
    }
}
