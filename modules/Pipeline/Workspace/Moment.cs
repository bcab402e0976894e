using System.Globalization;

namespace Infra.Pipeline.Workspace;

/// <summary>Moments as files and messages have them: UTC, whole seconds.</summary>
public static class Moment
{
    /// <summary>Such as <c>2026-11-29T17:46:00Z</c>.</summary>
    public static string Text(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    /// <summary>A time as files hold it.</summary>
    public static DateTimeOffset WholeSeconds(DateTimeOffset time) => new(time.UtcTicks - (time.UtcTicks % TimeSpan.TicksPerSecond), TimeSpan.Zero);
}
