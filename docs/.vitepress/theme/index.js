// The fonts of the reader's system: none is sent along, least of all one for Chinese.
import theme from "vitepress/theme-without-fonts";
import "./style.css";

export default theme;
