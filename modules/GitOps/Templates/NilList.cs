namespace Infra.GitOps.Templates;

/// <summary>A list of Go that was never made: empty everywhere, and null in JSON. Source: encoding/json, "A nil slice encodes as the null JSON value".</summary>
internal sealed class NilList : List<object?>;
