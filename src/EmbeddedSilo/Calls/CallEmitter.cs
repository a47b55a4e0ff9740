using System.Reflection;
using System.Reflection.Emit;
using Orleans.Runtime;

namespace MindBot.EmbeddedSilo.Calls;

/// <summary>Emits the call class of one method: a constructor (reference, arguments), a field per argument, and <c>Invoke(grain)</c>.</summary>
internal static class CallEmitter
{
    private const string MethodField = "Method";

    private static readonly MethodInfo TokenForGrain =
        typeof(GrainCall).GetMethod(nameof(GrainCall.TokenForGrain), BindingFlags.NonPublic | BindingFlags.Instance)!;

    public static ConstructorInfo Emit(ModuleBuilder module, string name, CallKind kind, MethodInfo method, Type grainInterface)
    {
        var parameters = Array.ConvertAll(method.GetParameters(), static p => p.ParameterType);
        var type = module.DefineType(name, TypeAttributes.Sealed | TypeAttributes.Class, kind.Base);
        var grainMethod = type.DefineField(MethodField, typeof(GrainMethod), FieldAttributes.Public | FieldAttributes.Static);
        var fields = Array.ConvertAll(method.GetParameters(), p => type.DefineField(FieldOf(p), p.ParameterType, FieldAttributes.Private));

        EmitConstructor(type, kind.Base, grainMethod, fields, parameters);
        EmitInvoke(type, kind.Base, fields, method);

        var call = type.CreateType();
        call.GetField(MethodField)!.SetValue(null, new GrainMethod(method, grainInterface, call));
        return call.GetConstructors()[0];
    }

    /// <summary>The name of the field that holds an argument.</summary>
    public static string FieldOf(ParameterInfo parameter) => $"_{parameter.Position}";

    private static void EmitConstructor(TypeBuilder type, Type baseType, FieldInfo grainMethod, FieldInfo[] fields, Type[] parameters)
    {
        var il = type.DefineConstructor(MethodAttributes.Public, CallingConventions.HasThis, [typeof(GrainReference), .. parameters]).GetILGenerator();
        il.Emit(OpCodes.Ldarg_0);
        il.Emit(OpCodes.Ldarg_1);
        il.Emit(OpCodes.Ldsfld, grainMethod);
        il.Emit(OpCodes.Call, baseType.GetConstructors(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance)[0]);
        for (var i = 0; i < fields.Length; i++)
        {
            il.Emit(OpCodes.Ldarg_0);
            if (parameters[i] == typeof(CancellationToken)) il.Emit(OpCodes.Ldarg_0);
            il.Emit(OpCodes.Ldarg, (short)(i + 2));
            if (parameters[i] == typeof(CancellationToken)) il.Emit(OpCodes.Call, TokenForGrain);
            il.Emit(OpCodes.Stfld, fields[i]);
        }

        il.Emit(OpCodes.Ret);
    }

    private static void EmitInvoke(TypeBuilder type, Type baseType, FieldInfo[] fields, MethodInfo method)
    {
        var invoke = type.DefineMethod(
            "Invoke", MethodAttributes.Public | MethodAttributes.Virtual | MethodAttributes.HideBySig, method.ReturnType, [typeof(object)]);
        var il = invoke.GetILGenerator();
        il.Emit(OpCodes.Ldarg_1);
        il.Emit(OpCodes.Castclass, method.DeclaringType!);
        foreach (var field in fields)
        {
            il.Emit(OpCodes.Ldarg_0);
            il.Emit(OpCodes.Ldfld, field);
        }

        il.Emit(OpCodes.Callvirt, method);
        il.Emit(OpCodes.Ret);
        type.DefineMethodOverride(invoke, baseType.GetMethod("Invoke")!);
    }
}
