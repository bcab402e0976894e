using System.Globalization;
using Infra.Delivery.Audit;
using Infra.Model.Errors;

namespace Infra.Delivery.KeptRules;

/// <summary>The rules in the bucket, kept at each apply: <c>ENV/rules/000000123-DIGEST.json</c>, with the number of the audit record before it.</summary>
/// <param name="bucket">The bucket.</param>
public sealed class RulesObjects(IAuditBucket bucket)
{
    private const string Bootstrap = "bootstrap";

    /// <summary>The rules by which an environment was last applied; those that bootstrap kept before the first time.</summary>
    /// <param name="environment">The environment.</param>
    /// <param name="upTo">The number of the last audit record: rules with a later one nobody kept yet.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <exception cref="InfraException">There are none, or they cannot be read: then nothing is open.</exception>
    public async Task<RulesBundle> ApprovedAsync(string environment, long upTo, CancellationToken cancellation) =>
        await LastAsync(environment, upTo, cancellation) ?? await LastAsync(Bootstrap, upTo, cancellation) ?? throw new InfraException(
            ErrorKind.GateBlocked,
            $"The audit bucket holds no rules for {environment}, not even those that bootstrap keeps, so it is not known who may approve. Run `infra bootstrap --backend pulumi`, which keeps them.");

    /// <summary>The last rules that were kept below a name; null where there are none.</summary>
    /// <param name="owner">The name.</param>
    /// <param name="upTo">The number of the last audit record.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <exception cref="InfraException">They cannot be read.</exception>
    public async Task<RulesBundle?> LastAsync(string owner, long upTo, CancellationToken cancellation)
    {
        if ((await bucket.ListAsync($"{owner}/rules/", cancellation)).Objects.LastOrDefault(o => Place(o.Name) is { } place && place <= upTo) is not { } last)
        {
            return null;
        }

        string digest = last.Name[(last.Name.LastIndexOf('-') + 1)..].Replace(".json", "", StringComparison.Ordinal);
        return RulesBundle.Read(last.Name, await bucket.ReadAsync(last.Name, cancellation) ?? [], digest);
    }

    private static long? Place(string name) =>
        name[(name.LastIndexOf('/') + 1)..].Split('-') is [{ Length: 9 } number, { Length: 64 + 5 }] && long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out long place) ? place : null;

    /// <summary>Keeps rules.</summary>
    /// <param name="owner">The environment that was judged by them, or <c>bootstrap</c>.</param>
    /// <param name="sequence">The number of the audit record before.</param>
    /// <param name="rules">The rules.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <exception cref="InfraException">They cannot be written.</exception>
    public async Task KeepAsync(string owner, long sequence, RulesBundle rules, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(rules);
        _ = await bucket.TryCreateAsync(string.Create(CultureInfo.InvariantCulture, $"{owner}/rules/{sequence:D9}-{rules.Digest}.json"), rules.ToBytes(), cancellation);
    }
}
