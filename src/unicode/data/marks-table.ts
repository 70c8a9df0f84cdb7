/*!
 * Derived from the Unicode Character Database, version 17.0.
 * Copyright © 1991-2025 Unicode, Inc. Unicode License v3, see NOTICE or
 * https://www.unicode.org/license.txt
 */
// Made by generate.ts beside this file; not to be edited.

/** `Mn` and `Me`, as ranges. */
export const MARKS_TABLE: string = "f=y$z**n*P$$$%$%$$l#.S83$n$*%)%%$'F$A>d$.^,,$;'$,$&$(N&_,M;$CZ$$$'+'$&*-%@$^$''+$7%=$%%]$'%'%%&&$A%&$.%]$'($%'$7%9)$$^$%$$'+$*%.%A$a$/$U$&$Z$$&(&$'*%.%@$^$%$)$(%7%?%]%''+$7%@$l#$*&$$~#$%*/+k$$%,.*m#%>$$$$$Z1$($%(.$G,$o$'$)$%%%<%'&3'0$%%)$2$v:&vC&@%A%A%d#%$*+$%.,$P&$$~$%E$d%&'%,$)&x(%%$^$$*$$$$%+)-%$SQ%/7'S$$($$($K,/%C'%%$&[$$%&$$&^+%%k&&$0$*'$)$&%~'d#l;Dmx$&{%$i$Ch5't$%z|I'$-C%t#%w*$&$'$<%($j&%=50$I+<.Q&S$%'%%J$g#)%%%%/$+$R$V$$&%%(%$$M%+$p)$%$'$pm<$};333vD$d)$h&(q_&$%('K&'$x&%{5'e#(n,%q#)j#.T'i%$Y2L$%%-&T'%%*$a&G($+b$/%W,-'%$h$&%$$%)$%$p&$&+8%]%&$H*&(j#)0$$$$$1%y#+%&$$:$x#)$$'%$%p)')%$%>%y#+%$$%s$$$$%)$$n$$$$%'$(j*,$%g*%$$'$~%'%%'$C-K)%'+$,)%&Q0$%~'$$&$$f(*$)$$v#9%*$%$%h%)&$$%$*$$l#%&$$$q-%.%W(($$$:$x{'$)2jk0/&&f~#(_*pG$c'u#$eq;%|~&Q%:y4&4+%*A'g&&}j#Z'U+$1$9($2dS*$4%*$%$(m$$s&*r.$a'p3'e*%u)$%$*%($i2*v$*ruyHr)";

/** Version of Unicode that this table was made from. */
export const UNICODE_VERSION = "17.0";
