namespace Infra.Settings.Platform;

/// <summary>How Argo CD judges the health of an Application that another keeps. Without it none is judged, and the waves of a parent wait for nothing.</summary>
/// <remarks>
/// The status of an Application is that of its former spec until the controller has compared it again, and since 3.4 one that is not synced can be
/// healthy. So it progresses until it was compared with what its spec says and is in sync; only then its own health counts. A sync that ended in a
/// failure is not tried again, so it is degraded, and so is what its project does not permit. What cannot be compared, because a repository does not
/// answer, may soon be: it progresses. Sources: controller/state.go (CompareAppState, comparedTo), controller/health.go
/// (setApplicationHealth), util/lua/lua.go: Lua 5.1 without the library of strings;
/// https://argo-cd.readthedocs.io/en/stable/operator-manual/health/.
/// </remarks>
public static class ApplicationHealth
{
    /// <summary>The script for <c>resource.customizations.health.argoproj.io_Application</c>.</summary>
    public static string Script { get; } =
        """
        -- What Go leaves out when it writes a spec counts as nothing.
        local function nothing(v)
          return v == nil or v == false or v == "" or v == 0 or (type(v) == "table" and next(v) == nil)
        end
        local function same(a, b)
          if nothing(a) or nothing(b) then return nothing(a) and nothing(b) end
          if type(a) ~= "table" or type(b) ~= "table" then return a == b end
          for k, v in pairs(a) do
            if not same(v, b[k]) then return false end
          end
          for k, v in pairs(b) do
            if a[k] == nil and not nothing(v) then return false end
          end
          return true
        end
        local function reads(spec, other)
          if other == nil then return false end
          if not nothing(spec.sources) then return same(spec.sources, other.sources) end
          return same(spec.source, other.source)
        end
        local status = obj.status or {}
        local sync = status.sync or {}
        for _, condition in ipairs(status.conditions or {}) do
          if condition.type == "InvalidSpecError" then return {status = "Degraded", message = condition.message} end
        end
        local compared = sync.comparedTo
        if compared == nil or not reads(obj.spec, compared) or not same(obj.spec.destination, compared.destination) then
          return {status = "Progressing", message = "waiting until it is compared with its source"}
        end
        local operation = status.operationState or {}
        if operation.phase == "Running" or operation.phase == "Terminating" or obj.operation ~= nil then
          return {status = "Progressing", message = operation.message or "its sync is under way"}
        end
        if (operation.phase == "Failed" or operation.phase == "Error") and (operation.syncResult == nil or reads(obj.spec, operation.syncResult)) then
          return {status = "Degraded", message = operation.message or "its sync failed"}
        end
        if sync.status ~= "Synced" then
          return {status = "Progressing", message = "waiting until it is in sync"}
        end
        local health = status.health or {}
        return {status = health.status or "Progressing", message = health.message or ""}

        """.ReplaceLineEndings("\n");
}
