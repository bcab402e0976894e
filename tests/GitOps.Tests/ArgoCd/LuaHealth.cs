using KeraLua;

namespace Infra.GitOps.Tests;

/// <summary>
/// Runs a health customization of argocd-cm (`resource.customizations.health.GROUP_KIND`) in a real Lua, with the libraries that Argo CD opens:
/// base, package, table and the times of os; no string, math or io. Source: argo-cd util/lua/lua.go runLua and ExecuteHealthLua.
/// Argo CD's Lua is 5.1 (gopher-lua) and this one 5.4: a script that is to run in both has no integer division, bit operators, goto or unpack.
/// </summary>
internal sealed class LuaHealth(string script)
{
    private static readonly string[] Closed = ["string", "math", "io", "debug", "coroutine", "utf8", "print"];

    /// <summary>The health of an object.</summary>
    /// <param name="manifest">The object with its status.</param>
    /// <returns>The status and the message.</returns>
    /// <exception cref="LuaHealthException">The script does not end well; Argo CD makes Unknown of it.</exception>
    public (Health Status, string Message) Of(IReadOnlyDictionary<string, object?> manifest)
    {
        using Lua lua = new();
        foreach (string library in Closed)
        {
            lua.PushNil();
            lua.SetGlobal(library);
        }

        // Without the library, texts have no methods either.
        lua.PushString("");
        lua.PushNil();
        lua.SetMetaTable(-2);
        lua.Pop(1);
        lua.DoString("os = {time = os.time, date = os.date}");
        Push(lua, manifest);
        lua.SetGlobal("obj");
        int top = lua.GetTop();
        if (lua.LoadString(script) != LuaStatus.OK || lua.PCall(0, -1, 0) != LuaStatus.OK)
        {
            throw new LuaHealthException(lua.ToString(-1) ?? "the script failed");
        }

        return lua.GetTop() == top || lua.IsNil(-1) ? (Health.Empty, "")
            : lua.IsTable(-1) ? Read(lua)
            : throw new LuaHealthException($"expect table output from Lua script, not {lua.TypeName(lua.Type(-1))}");
    }

    private static (Health Status, string Message) Read(Lua lua)
    {
        string? Field(string name)
        {
            lua.GetField(-1, name);
            string? text = lua.IsNil(-1) ? null : lua.ToString(-1);
            lua.Pop(1);
            return text;
        }

        string? status = Field("status");
        string message = Field("message") ?? "";
        lua.PushNil();
        bool isEmpty = !lua.Next(-2);
        return isEmpty ? (Health.Empty, "")
            : Enum.TryParse(status, out Health health) && health != Health.Empty && !char.IsAsciiDigit(status![0]) ? (health, message)
            : (Health.Unknown, "Lua returned an invalid health status");
    }

    private static void Push(Lua lua, object? value)
    {
        switch (value)
        {
            case string text:
                lua.PushString(text);
                break;
            case bool flag:
                lua.PushBoolean(flag);
                break;
            case long number:
                lua.PushInteger(number);
                break;
            case double number:
                lua.PushNumber(number);
                break;
            case IReadOnlyDictionary<string, object?> map:
                lua.CreateTable(0, map.Count);
                foreach ((string name, object? item) in map)
                {
                    Push(lua, item);
                    lua.SetField(-2, name);
                }

                break;
            case IReadOnlyList<object?> list:
                lua.CreateTable(list.Count, 0);
                for (int i = 0; i < list.Count; i++)
                {
                    Push(lua, list[i]);
                    lua.RawSetInteger(-2, i + 1);
                }

                break;
            default:
                lua.PushNil();
                break;
        }
    }
}

/// <summary>A health customization that fails.</summary>
internal sealed class LuaHealthException(string message) : Exception(message);
