using System.Reflection;
using System.Reflection.Emit;

namespace MindBot.EmbeddedSilo.Calls;

/// <summary>The attribute by which the runtime lets an assembly use another's internal types; it is known by name only and defined where used.</summary>
internal static class IgnoresAccessChecks
{
    private const string FullName = "System.Runtime.CompilerServices.IgnoresAccessChecksToAttribute";

    private static ConstructorInfo? _constructor;

    public static ConstructorInfo Constructor(ModuleBuilder module) => _constructor ??= Define(module);

    private static ConstructorInfo Define(ModuleBuilder module)
    {
        var type = module.DefineType(FullName, TypeAttributes.Public | TypeAttributes.Class, typeof(Attribute));
        var field = type.DefineField("_assemblyName", typeof(string), FieldAttributes.Private);
        var il = type.DefineConstructor(MethodAttributes.Public, CallingConventions.HasThis, [typeof(string)]).GetILGenerator();
        il.Emit(OpCodes.Ldarg_0);
        il.Emit(OpCodes.Call, typeof(Attribute).GetConstructor(BindingFlags.NonPublic | BindingFlags.Instance, Type.EmptyTypes)!);
        il.Emit(OpCodes.Ldarg_0);
        il.Emit(OpCodes.Ldarg_1);
        il.Emit(OpCodes.Stfld, field);
        il.Emit(OpCodes.Ret);

        var getter = type.DefineMethod(
            "get_AssemblyName", MethodAttributes.Public | MethodAttributes.SpecialName, typeof(string), Type.EmptyTypes);
        var get = getter.GetILGenerator();
        get.Emit(OpCodes.Ldarg_0);
        get.Emit(OpCodes.Ldfld, field);
        get.Emit(OpCodes.Ret);
        type.DefineProperty("AssemblyName", PropertyAttributes.None, typeof(string), null).SetGetMethod(getter);
        return type.CreateType().GetConstructor([typeof(string)])!;
    }
}
