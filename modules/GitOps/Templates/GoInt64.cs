using System.Globalization;

namespace Infra.GitOps.Templates;

/// <summary>An int64 of Go, which sprig's calculations give: functions that want an int refuse it, though a literal and <c>len</c> are one.</summary>
/// <param name="Value">The number.</param>
internal readonly record struct GoInt64(long Value)
{
    /// <inheritdoc/>
    public override string ToString() => Value.ToString(CultureInfo.InvariantCulture);
}
