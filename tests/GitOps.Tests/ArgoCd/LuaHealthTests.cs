namespace Infra.GitOps.Tests;

/// <summary>What a health customization may do and what Argo CD makes of its outcome.</summary>
public sealed class LuaHealthTests
{
    public static TheoryData<string, Health, string> Scripts => new()
    {
        { "return {status = 'Healthy', message = obj.metadata.name}", Health.Healthy, "x" },
        { "local hs = {} hs.status = 'Progressing' if obj.status ~= nil then hs.status = obj.status.phase end return hs", Health.Degraded, "" },
        { "local hs = {} for i, c in ipairs(obj.status.list) do hs.message = (hs.message or '') .. i .. c end hs.status = 'Suspended' return hs", Health.Suspended, "1a2b" },
        { "return {status = 'Fine'}", Health.Unknown, "Lua returned an invalid health status" },
        { "return {status = '2'}", Health.Unknown, "Lua returned an invalid health status" },
        { "return {message = 'no status'}", Health.Unknown, "Lua returned an invalid health status" },
        { "return {}", Health.Empty, "" },
        { "return nil", Health.Empty, "" },
        { "local hs = {status = 'Healthy'}", Health.Empty, "" },
        { "return {status = type(os.time()) == 'number' and table.concat({'Heal', 'thy'}) or ''}", Health.Healthy, "" },
        { "return {status = obj.status.none == nil and obj.none == nil and 'Healthy' or 'Degraded'}", Health.Healthy, "" },
    };

    public static TheoryData<string, string> Failing => new()
    {
        { "return {status = string.format('%s', 'Healthy')}", "attempt to index a nil value (global 'string')" },
        { "return {status = obj.metadata.name:upper()}", "attempt to index a string value (field 'name')" },
        { "return math.huge", "attempt to index a nil value (global 'math')" },
        { "return os.execute('true')", "attempt to call a nil value (field 'execute')" },
        { "return obj.spec.missing.field", "attempt to index a nil value (field 'spec')" },
        { "return 'Healthy'", "expect table output from Lua script, not string" },
        { "return {", "unexpected symbol near <eof>" },
    };

    [Theory]
    [MemberData(nameof(Scripts))]
    public void A_script_says_the_health(string script, Health status, string message) => Assert.Equal((status, message), new LuaHealth(script).Of(Object()));

    [Theory]
    [MemberData(nameof(Failing))]
    public void A_script_has_no_library_but_table_and_the_time_and_says_where_it_fails(string script, string message) =>
        Assert.EndsWith(message, Assert.Throws<LuaHealthException>(() => new LuaHealth(script).Of(Object())).Message, StringComparison.Ordinal);

    private static IReadOnlyDictionary<string, object?> Object() => Manifests.Read("{apiVersion: example.com/v1, kind: Thing, metadata: {name: x}, status: {phase: Degraded, list: [a, b], count: 3, none: null}}").Single();
}
